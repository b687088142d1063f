import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from '#ui/shared/button/copy.ts';
import { Exact } from '#ui/shared/text/Exact.tsx';
import classes from './NewKeyDialog.module.css';

interface NewKeyDialogProps {
  name: string;
  secret: string;
  onClose: () => void;
}

const REMINDER = 'Copy the key first. It is not shown again.';

/** Shows a secret once: only its button closes it, so that no stray key or click loses the secret. */
export function NewKeyDialog({ name, secret, onClose }: NewKeyDialogProps) {
  const [message, setMessage] = useState('');
  const [isCopied, setCopied] = useState(false);

  useBlocker({
    shouldBlockFn: () => {
      if (!isCopied) setMessage(REMINDER);
      return !isCopied;
    },
    enableBeforeUnload: !isCopied,
  });

  async function copy(text: string) {
    const isDone = await copyText(text);
    if (isDone) setCopied(true);
    setMessage(isDone ? 'Copied' : 'Could not copy. Select the text and copy it.');
    announce(isDone ? 'Copied' : 'Could not copy');
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <>
          API key “<Exact>{name}</Exact>”
        </>
      }
      size={580}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">Copy it now. It is shown only this once.</Text>
        <Secret text={secret} label="Copy key" isFirst onCopy={copy} />
        <Text size="sm" c="dimmed">
          For a shell, in which <code translate="no">kv</code>, <code translate="no">curl</code> and your programs find
          it:
        </Text>
        <Secret text={`export KV_API_KEY=${secret}`} label="Copy line" onCopy={copy} />
        <Group justify="space-between" gap="sm">
          <Text size="sm" role="status" className={classes.message}>
            {message}
          </Text>
          <Button variant={isCopied ? 'filled' : 'default'} onClick={onClose}>
            {isCopied ? 'Done' : 'I have saved it'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface SecretProps {
  text: string;
  label: string;
  isFirst?: boolean;
  onCopy: (text: string) => Promise<void>;
}

function Secret({ text, label, isFirst = false, onCopy }: SecretProps) {
  return (
    <div className={classes.secret}>
      <code translate="no">{text}</code>
      <Button
        size="xs"
        variant={isFirst ? 'filled' : 'default'}
        data-autofocus={isFirst || undefined}
        onClick={() => void onCopy(text)}
      >
        {label}
      </Button>
    </div>
  );
}
