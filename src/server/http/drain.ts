import type { IncomingMessage } from 'node:http';

/** A body that goes on beyond this is cut off all the same. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_MS = 5_000;

/**
 * Reads what a refused request still sends, and throws it away. A client that is cut off while it sends never sees the
 * answer: the original one then tries again for a minute.
 */
export function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(done, MOST_MS);
    function done() {
      clearTimeout(timer);
      request.off('data', count).off('end', done).off('close', done);
      resolve();
    }
    function count(chunk: Buffer) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) done();
    }
    if (request.readableEnded || request.destroyed) done();
    else request.on('data', count).on('end', done).on('close', done).resume();
  });
}
