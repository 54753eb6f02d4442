// Three kinds of test: unit (Node), gpu (a real browser on a software GPU), e2e (the served page, driven from Node).
// One kind after the other, and gpu's files one by one: a software GPU takes every core, and slows what runs beside it out of its time limits.
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'
import { browserPath, SOFTWARE_GPU } from './test/browser-flags.ts'

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'unit',
          // A busy machine is slow, not wrong.
          testTimeout: 60_000,
          environment: 'node',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/*.gpu.test.ts', '**/*.e2e.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'gpu',
          // The page's looks are tested too: contrast, what is seen, what is not.
          css: true,
          include: ['src/**/*.gpu.test.ts', 'test/gpu/**/*.gpu.test.ts', 'test/contracts/**/*.gpu.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                // Looked for at launch only: the unit tests need no browser.
                get executablePath() {
                  return browserPath()
                },
                args: SOFTWARE_GPU,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.test.ts'],
          globalSetup: './test/e2e/build-once.ts',
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // Two pages at once take as long as one after the other where the GPU is the processor too, and run out of time limits.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
