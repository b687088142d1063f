import { mutationOptions } from '@tanstack/react-query';
import { type Credential, signIn } from '#client/session.ts';
import { watchAnswer } from '#ui/shared/slow-requests.ts';

/** In a file of its own: who is signed in already does not download it. */
export const authMutations = {
  signIn: () =>
    mutationOptions({
      mutationFn: (credential: Credential) => watchAnswer('others', signIn(credential)),
      meta: { isSignIn: true },
      // All that failed or grew old while nobody was signed in. Not returned: the page may be shown at once.
      onSuccess: (_data, _credential, _result, { client }) => void client.invalidateQueries(),
    }),
};
