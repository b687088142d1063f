import { mutationOptions } from '@tanstack/react-query';
import { type Credential, signIn } from '#client/session.ts';
import { watchAnswer } from '#ui/shared/slow-requests.ts';

/** In a file of its own, so that the page of a signed-in person does not download it. */
export const authMutations = {
  signIn: () =>
    mutationOptions({
      mutationFn: (credential: Credential) => watchAnswer('others', signIn(credential)),
      meta: { isSignIn: true },
      // Refetches everything that failed or went stale without a session. Not returned, so that the page can show
      // immediately.
      onSuccess: (_data, _credential, _result, { client }) => void client.invalidateQueries(),
    }),
};
