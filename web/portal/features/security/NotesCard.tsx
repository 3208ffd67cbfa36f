import type { Security } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { browserName } from './browserName';
import { noteText } from './noteText';

/** What happened to the person's ways of signing in, so that they notice what was not them. */
export function NotesCard({ security }: { security: Security }) {
  const { t, instant } = useTexts();
  return (
    <section className="card stack" aria-labelledby="notes-title">
      <h2 id="notes-title">{t('security.notes_title')}</h2>
      <p className="muted">{t('security.notes_text')}</p>
      <ul className="session-list">
        {security.notes.map((note) => (
          <li key={note.id}>
            <p>{t(noteText(note.type))}</p>
            <p className="small muted">
              {[instant(note.at), browserName(note.agent), note.address]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
