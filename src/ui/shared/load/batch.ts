/**
 * Returns a function that asks for one thing. What is asked for in the same moment goes into one call of `load`, of at
 * most `most` things; that resolves to the answers in the same order.
 */
export function createBatch<Wanted, Answer>(
  load: (wanted: readonly Wanted[]) => Promise<readonly Answer[]>,
  most: number,
): (wanted: Wanted) => Promise<Answer> {
  interface Waiting {
    readonly wanted: Wanted;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];

  function send() {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += most) void sendPart(all.slice(at, at + most));
  }

  async function sendPart(part: readonly Waiting[]) {
    try {
      const answers = await load(part.map(({ wanted }) => wanted));
      for (const [index, { resolve }] of part.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of part) reject(error);
    }
  }

  return (wanted) =>
    new Promise((resolve, reject) => {
      // A task later, because each component asks by itself.
      if (waiting.length === 0) setTimeout(send);
      waiting.push({ wanted, resolve, reject });
    });
}
