import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts'],
    // Mostly they wait for Python to start.
    maxWorkers: 2,
    // Above the 62 seconds that the client tries again and again: then the test can say what happened.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
