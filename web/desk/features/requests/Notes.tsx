import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextArea } from '../../../kit/TextArea';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { useForgetRequests } from './queueQueries';

interface NotesProps {
  request: StaffRequest;
}

/** What staff say among themselves. It looks unlike the conversation, so that nobody writes in the wrong place. */
export function Notes({ request }: NotesProps) {
  const { t, instant } = useTexts();
  const forget = useForgetRequests();
  const intent = useIntent();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: (words: string) =>
      body(
        api.POST('/v1/requests/{request}/notes', {
          params: { path: { request: request.id }, header: { 'Idempotency-Key': intent.key() } },
          body: { text: words },
        }),
      ),
    onSuccess: () => setText(''),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
  return (
    <section className="card stack desk-notes" aria-labelledby="notes">
      <h2 id="notes">{t('desk.notes')}</h2>
      <p className="small muted">{t('desk.notes_hint')}</p>
      {(request.notes ?? []).map((note) => (
        <div key={`${note.at} ${note.text}`} className="desk-note">
          <p className="small muted">
            <strong>{note.by.name}</strong> · {instant(note.at)}
          </p>
          <p className="prewrap">{note.text}</p>
        </div>
      ))}
      <form
        className="stack gap-s"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const words = text.trim();
          setMissing(!words);
          if (words) add.mutate(words);
        }}
      >
        <TextArea
          label={t('desk.note')}
          name="note"
          value={text}
          maxLength={5000}
          onText={setText}
          error={missing && !text.trim() ? t('desk.note_missing') : undefined}
        />
        {add.error && <ProblemBanner error={add.error}>{t('problem.kept')}</ProblemBanner>}
        <div>
          <Button type="submit" busy={add.isPending}>
            {t('desk.note_add')}
          </Button>
        </div>
      </form>
    </section>
  );
}
