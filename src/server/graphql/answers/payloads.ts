import type { WriteResult } from '../../store/writes.ts';

/** `key_value_payload` of the schema. */
export interface Payload {
  readonly id: string;
  readonly version: number;
  readonly updated: string;
  readonly updated_by: string;
}

/** `success_payload` of the schema. */
export interface Success {
  readonly success: boolean;
  readonly error: string | null;
}

/** Answers remembered by older servers lack a name; only the actor of a write gets its remembered answer. */
export function toPayload({ id, version, updated, updatedBy }: WriteResult, actorName: string): Payload {
  return { id, version, updated, updated_by: updatedBy ?? actorName };
}

/** The answer to a deletion of a pair. */
export function toSuccess(wasThere: boolean): Success {
  return { success: wasThere, error: wasThere ? null : 'There is no pair with this id.' };
}
