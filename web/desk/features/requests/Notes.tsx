import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { SayForm } from '../../../portal/parts/SayForm';
import { useTexts } from '../../../text/Texts';
import { useForgetRequests } from './queueQueries';

interface NotesProps {
  request: StaffRequest;
  /** Whether something can be added. */
  isOpen: boolean;
}

/** What staff say among themselves. It looks unlike the conversation, so that nobody writes in the wrong place. */
export function Notes({ request, isOpen }: NotesProps) {
  const { t, instant } = useTexts();
  const forget = useForgetRequests();
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
      {isOpen && (
        <SayForm
          name="note"
          label={t('desk.note')}
          nothing={t('desk.note_missing')}
          submit={t('desk.note_add')}
          send={(words, key) =>
            body(
              api.POST('/v1/requests/{request}/notes', {
                params: { path: { request: request.id }, header: { 'Idempotency-Key': key } },
                body: { text: words },
              }),
            )
          }
          onSettled={forget}
        />
      )}
    </section>
  );
}
