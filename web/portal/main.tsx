import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { isPassing } from '../api/problem';
import { applyTheme, readTheme } from '../text/theme';
import '../kit/kit.css';
import './portal.css';
import './help.css';
import './editor.css';
import './people.css';
import './security.css';
import { Boot } from './Boot';

applyTheme(readTheme());
// What is chosen is drawn before the next event: a timer would leave a moment in which the old choice shows.
notifyManager.setScheduler(queueMicrotask);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: (failures) => 400 * 2 ** failures,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <Boot />
    </QueryClientProvider>,
  );
}
