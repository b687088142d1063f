export interface Loader<Module> {
  (): Promise<Module>;
  /** Lets the next call try again after a failure. */
  forgetFailure(): void;
}

/**
 * Loads once. A failure stays until it is forgotten, because a component that waits with `use` asks again after a failure,
 * and would do so forever. (`lazy` would never forget the failure.)
 */
export function loadOnce<Module>(load: () => Promise<Module>): Loader<Module> {
  let loading: Promise<Module> | undefined;
  let hasFailed = false;

  function loader() {
    loading ??= load().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    });
    return loading;
  }
  loader.forgetFailure = () => {
    if (hasFailed) loading = undefined;
    hasFailed = false;
  };
  return loader;
}
