import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import classes from './Screen.module.css';

/** When a page itself fails: a bug of ours, or a part of it that could not be downloaded. It knows nothing of the data. */
export function ErrorScreen() {
  const router = useRouter();
  return (
    <main className={classes.screen}>
      <div className={classes.words}>
        <h1 className={classes.title}>This page could not be shown</h1>
        <p className={classes.text}>
          What you saved is saved, and unsaved text is kept as a draft. The server may have been updated since you
          opened the page: reload it.
        </p>
        <div className={classes.buttons}>
          <Button onClick={() => window.location.reload()}>Reload</Button>
          <Button variant="default" onClick={() => void router.invalidate()}>
            Retry
          </Button>
        </div>
      </div>
    </main>
  );
}
