import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import classes from './Screen.module.css';

/** Shown if a page itself fails: a bug, or a part that could not be downloaded. It cannot know about the data. */
export function ErrorScreen() {
  const router = useRouter();
  return (
    <main className={classes.screen}>
      <div className={classes.words}>
        <h1 className={classes.title}>This page could not be shown</h1>
        <p className={classes.text}>Reload the page. The server may have been updated since you opened it.</p>
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
