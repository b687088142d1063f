import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/text/describe-error.ts';
import { formatCount } from '#ui/shared/text/format.ts';

interface Refusal {
  readonly title: string;
  readonly message: string;
}

const TEXT_IS_SAFE = 'Your text is safe here';

/** Why a save was refused: what happened, what is safe, what to do next. */
export function describeRefusal(error: KvError): Refusal {
  const { title, message } = describeError(error);
  switch (error.code) {
    case 'UNREACHABLE':
      return {
        title: 'Not saved yet',
        message: `The server did not answer. ${TEXT_IS_SAFE}. Press Save to try again.`,
      };
    case 'UNAVAILABLE':
      return {
        title: 'Not saved yet',
        message: `The server cannot save right now. ${TEXT_IS_SAFE}. Wait a moment, then press Save again.`,
      };
    case 'RATE_LIMITED':
      return {
        title: 'Not saved yet',
        message: `Too many requests. ${TEXT_IS_SAFE}. Wait a moment, then press Save again.`,
      };
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'Not saved yet',
        message: `The server failed. Its log has the details. ${TEXT_IS_SAFE}. Press Save to try again.`,
      };
    case 'UNAUTHENTICATED':
      return {
        title: 'Not saved: you are signed out',
        message: `${TEXT_IS_SAFE}. Sign in again, then press Save.`,
      };
    case 'LICENSE_LIMIT_REACHED': {
      const { used, limit } = error.details;
      const figures =
        used !== undefined && limit !== undefined
          ? `${formatCount(used)} of ${formatCount(limit)} pairs are in use`
          : 'all pairs of the licence are in use';
      return {
        title: 'Not saved: licence limit reached',
        message: `In this team ${figures}. ${TEXT_IS_SAFE}. Delete another pair, or ask your server admin to raise the limit (KV_LICENSE_PAIRS, then restart), then save again. You can still edit existing pairs.`,
      };
    }
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        title: 'Not saved: this page is out of date',
        message: 'The server was probably updated. Copy your text, then reload the page.',
      };
    default:
      return { title: 'Not saved', message: `${title}. ${message} ${TEXT_IS_SAFE}.` };
  }
}
