import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/describe-error.ts';
import { formatCount } from '#ui/shared/format.ts';

interface Refusal {
  readonly title: string;
  readonly message: string;
}

const TEXT_IS_SAFE = 'Your text is safe here';

/** Why a save was refused: what happened, what is safe, what to do. */
export function describeRefusal(error: KvError): Refusal {
  const { title, message } = describeError(error);
  switch (error.code) {
    case 'UNREACHABLE':
      return {
        title: 'Not saved yet',
        message: `The server did not answer. ${TEXT_IS_SAFE}; press Save to try again.`,
      };
    case 'UNAVAILABLE':
      return {
        title: 'Not saved yet',
        message: `The server cannot save right now. ${TEXT_IS_SAFE}; press Save to try again in a moment.`,
      };
    case 'RATE_LIMITED':
      return {
        title: 'Not saved yet',
        message: `The server asks for a break. ${TEXT_IS_SAFE}; wait a moment, then press Save again.`,
      };
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'Not saved yet',
        message: `The server failed; its log has the details. ${TEXT_IS_SAFE}, and pressing Save again is safe too.`,
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
          : 'every pair of the licence is in use';
      return {
        title: 'Not saved: no room for another pair',
        message: `In this team ${figures}. ${TEXT_IS_SAFE}: delete a pair that nobody needs, or ask whoever runs the server to raise KV_LICENSE_PAIRS, then save again. Existing pairs can still be changed.`,
      };
    }
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        title: 'Not saved: this page and the server do not match',
        message: `The server was probably updated. Copy your text, then reload the page.`,
      };
    default:
      return { title: 'Not saved', message: `${title}. ${message} ${TEXT_IS_SAFE}.` };
  }
}
