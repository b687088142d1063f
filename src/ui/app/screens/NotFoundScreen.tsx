import classes from './Screen.module.css';

export function NotFoundScreen() {
  return (
    <div className={classes.screen}>
      <div className={classes.words}>
        <h1 className={classes.title}>Page not found</h1>
        <p className={classes.text}>
          The link may be incomplete. All pairs are in the <a href="/team/kv">KV Store</a>.
        </p>
      </div>
    </div>
  );
}
