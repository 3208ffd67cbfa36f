import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { api, body, speak, trust } from '../api/client';
import type { Session } from '../api/types';
import { Skeleton } from '../kit/Skeleton';
import { ToastProvider } from '../kit/Toast';
import {
  chosenLanguage,
  guessLanguage,
  isKnownLanguage,
  loadMessages,
  rememberLanguage,
} from '../text/language';
import { TextsProvider } from '../text/Texts';
import { App } from './App';
import { BootProblem } from './BootProblem';
import { applyAccent } from './state/accent';
import { PortalProvider } from './state/PortalContext';
import { rememberVendor } from './state/where';

const SignInPage = lazy(async () => ({
  default: (await import('./features/sign-in/SignInPage')).SignInPage,
}));

const DemoPage = lazy(async () => ({
  default: (await import('./features/demo/DemoPage')).DemoPage,
}));

/** Who signs in is not known yet, or known as somebody else, or nobody: these pages ask for no session. */
const asksForDemo = /^\/portal\/demo\//.test(window.location.pathname);
const isOpen = asksForDemo || /^\/portal\/sign-in(\/|$)/.test(window.location.pathname);

/** Which language to show: this device's choice, else the session's, among those the vendor has. */
function languageOf(session: Session | undefined): string {
  const chosen = chosenLanguage();
  if (chosen && (!session || session.languages.includes(chosen))) return chosen;
  if (session && isKnownLanguage(session.language)) return session.language;
  return guessLanguage();
}

/** Reads who is signed in and what is sold, then opens the portal in the right language and colour. */
export function Boot() {
  const client = useQueryClient();
  const [picked, setPicked] = useState<string>();
  const session = useQuery({
    queryKey: ['session'],
    enabled: !isOpen,
    staleTime: 300_000,
    queryFn: ({ signal }) => body(api.GET('/v1/session', { signal })),
  });
  const language = picked ?? languageOf(session.data);
  speak(language);
  if (session.data) trust(session.data.csrf_token);

  const messages = useQuery({
    queryKey: ['messages', language],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async () => ({ language, texts: await loadMessages(language) }),
  });
  const offer = useQuery({
    queryKey: ['offer', language],
    enabled: !isOpen,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/offer', { params: { query: { language } }, signal })),
  });

  const vendor = session.data?.vendor.code;
  useEffect(() => {
    if (vendor) rememberVendor(vendor);
  }, [vendor]);
  const accent = offer.data?.layout.accent;
  useEffect(() => applyAccent(accent), [accent]);
  const shown = messages.data?.language;
  useEffect(() => {
    if (shown) document.documentElement.lang = shown;
  }, [shown]);

  const setLanguage = useCallback(
    (code: string) => {
      rememberLanguage(code);
      speak(code);
      setPicked(code);
      client.removeQueries({ queryKey: ['preview'] });
    },
    [client],
  );

  if (!messages.data) return <Skeleton label="…" />;
  const { texts } = messages.data;
  const customer = session.data?.customer;
  const error = session.error ?? offer.error;
  return (
    <TextsProvider language={messages.data.language} messages={texts}>
      <ToastProvider closeLabel={texts['kit.close']}>
        {isOpen ? (
          <Suspense fallback={<Skeleton label={texts['state.loading']} lines={6} />}>
            {asksForDemo ? (
              <DemoPage setLanguage={setLanguage} />
            ) : (
              <SignInPage setLanguage={setLanguage} />
            )}
          </Suspense>
        ) : session.data && offer.data && customer ? (
          <PortalProvider
            session={session.data}
            offer={offer.data}
            customer={customer}
            setLanguage={setLanguage}
          >
            <App />
          </PortalProvider>
        ) : (
          <BootProblem
            error={error}
            staff={session.data !== undefined && !customer}
            onRetry={() => {
              session.refetch();
              if (session.data) offer.refetch();
            }}
          />
        )}
      </ToastProvider>
    </TextsProvider>
  );
}
