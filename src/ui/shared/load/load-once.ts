export interface Loader<Module> {
  (): Promise<Module>;
  /** After a failure: lets the next call try again. */
  forgetFailure(): void;
}

/**
 * Loads once. A failure stays until it is forgotten: a component that waits for the module by `use` asks again when it
 * fails, and would ask for ever. (`lazy` would remember the failure for good.)
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
