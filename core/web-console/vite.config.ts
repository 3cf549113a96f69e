import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/',
  assetsInclude: ['**/*.geojson'],
  plugins: [react()],
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
  build: {
    outDir: 'target/dist',
    emptyOutDir: true,
    // The chart library is the largest chunk; it is only loaded by the home page.
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (id.includes('/node_modules/echarts/') || id.includes('/node_modules/zrender/')) {
            return 'charts';
          }
          if (/node_modules\/(react|react-dom|react-router|react-router-dom|@remix-run|@tanstack|i18next)\//.test(id)) {
            return 'platform';
          }
          return undefined;
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
  },
});
