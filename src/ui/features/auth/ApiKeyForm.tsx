import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/text/describe-error.ts';
import { authMutations } from './auth.mutations.ts';

function explain(error: KvError): string {
  if (error.code === 'UNAUTHENTICATED') {
    return 'That API key is not valid here. Check that you copied all of it and that it has not been revoked.';
  }
  const { title, message } = describeError(error);
  return `${title}. ${message}`;
}

interface ApiKeyFormProps {
  onSignedIn: () => void;
}

/** One field. A refused key stays in it. */
export function ApiKeyForm({ onSignedIn }: ApiKeyFormProps) {
  const [apiKey, setApiKey] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const signIn = useMutation(authMutations.signIn());

  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = apiKey.trim();
    setIsEmpty(trimmed === '');
    if (trimmed === '') {
      field.current?.focus();
      return;
    }
    signIn.mutate({ api_key: trimmed }, { onSuccess: onSignedIn, onError: () => field.current?.focus() });
  }

  const problem = isEmpty ? 'Paste an API key first.' : signIn.error && explain(signIn.error);

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {/* Password managers need a user name. */}
        <input type="text" name="username" autoComplete="username" value="KV Store" readOnly hidden />
        <PasswordInput
          ref={field}
          label="API key"
          name="api-key"
          autoComplete="current-password"
          spellCheck={false}
          data-autofocus
          autoFocus
          value={apiKey}
          error={problem}
          errorProps={{ role: 'alert' }}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the API key' }}
          onChange={(event) => {
            setApiKey(event.currentTarget.value);
            setIsEmpty(false);
          }}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
