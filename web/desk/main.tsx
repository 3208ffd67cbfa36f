import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { isPassing } from '../api/problem';
import { applyTheme, readTheme } from '../text/theme';
import '../kit/kit.css';
import '../portal/portal.css';
import '../portal/security.css';
import './desk.css';
import { DeskBoot } from './DeskBoot';

applyTheme(readTheme());
// What is chosen is drawn before the next event: a timer would leave a moment in which the old choice shows.
notifyManager.setScheduler(queueMicrotask);

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isPassing(error) },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <DeskBoot />
    </QueryClientProvider>,
  );
}
