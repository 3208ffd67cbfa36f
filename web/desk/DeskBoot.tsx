import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, body, speak, trust } from '../api/client';
import { Skeleton } from '../kit/Skeleton';
import { ToastProvider } from '../kit/Toast';
import { rememberVendor } from '../portal/state/where';
import {
  chosenLanguage,
  guessLanguage,
  isKnownLanguage,
  loadMessages,
  rememberLanguage,
} from '../text/language';
import { TextsProvider } from '../text/Texts';
import { DeskApp } from './DeskApp';
import { DeskProblem } from './DeskProblem';

/** Reads who is signed in and opens the desk for staff. */
export function DeskBoot() {
  const [picked, setPicked] = useState<string>();
  const session = useQuery({
    queryKey: ['session'],
    staleTime: 300_000,
    queryFn: ({ signal }) => body(api.GET('/v1/session', { signal })),
  });
  const own = session.data?.language;
  const language =
    picked ?? chosenLanguage() ?? (own && isKnownLanguage(own) ? own : guessLanguage());
  speak(language);
  if (session.data) trust(session.data.csrf_token);
  const vendor = session.data?.vendor.code;
  useEffect(() => {
    if (vendor) rememberVendor(vendor);
  }, [vendor]);
  const messages = useQuery({
    queryKey: ['messages', language],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async () => ({ language, texts: await loadMessages(language) }),
  });
  const shown = messages.data?.language;
  useEffect(() => {
    if (shown) document.documentElement.lang = shown;
  }, [shown]);

  if (!messages.data) return <Skeleton label="…" />;
  const isStaff = session.data !== undefined && session.data.kind !== 'member';
  return (
    <TextsProvider language={messages.data.language} messages={messages.data.texts}>
      <ToastProvider closeLabel={messages.data.texts['kit.close']}>
        {session.data && isStaff ? (
          <DeskApp
            session={session.data}
            setLanguage={(code) => {
              rememberLanguage(code);
              speak(code);
              setPicked(code);
            }}
          />
        ) : (
          <DeskProblem
            error={session.error}
            member={session.data !== undefined}
            onRetry={session.refetch}
          />
        )}
      </ToastProvider>
    </TextsProvider>
  );
}
