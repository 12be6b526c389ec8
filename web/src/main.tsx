import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Problem } from './api/client.ts';
import { createRouter } from './app.tsx';
import './console.css';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

/** A session that ended is noticed wherever it is met; the layout then asks to sign in again above the page. */
function noticeSignedOut(error: unknown): void {
  if (error instanceof Problem && error.code === 'access.signed-out') client.setQueryData(['session'], null);
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A failed request is told at once, also off-line; only what may pass by itself is tried again.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={theme} componentSize="middle" button={{ autoInsertSpace: false }}>
        <AntApp>
          <QueryClientProvider client={client}>
            <Suspense fallback={null}>
              <RouterProvider router={createRouter()} />
            </Suspense>
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </StrictMode>,
  );
}
