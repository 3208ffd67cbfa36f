import { api, body } from '../../../api/client';
import type { Security } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useSecurityChange } from '../../state/security';
import { browserName } from './browserName';

/** Where the person is signed in; each can be ended from here. */
export function SessionsCard({ security }: { security: Security }) {
  const { t, instant } = useTexts();
  const end = useSecurityChange((id: string) =>
    body(api.DELETE('/v1/session/sessions/{session}', { params: { path: { session: id } } })),
  );
  const endOthers = useSecurityChange(() => body(api.POST('/v1/session/end-others')));
  const problem = end.error ?? endOthers.error;
  return (
    <section className="card stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('security.sessions_title')}</h2>
      <ul className="session-list">
        {security.sessions.map((one) => {
          const name = browserName(one.agent) || t('security.browser_unknown');
          return (
            <li key={one.id} className="row wrap between gap-s session-row">
              <div>
                <p>
                  <strong>{name}</strong>{' '}
                  {one.is_present && <Badge tone="good">{t('security.this_session')}</Badge>}
                </p>
                <p className="small muted">
                  {t(`security.opened_by_${one.opened_by}`)} · {instant(one.opened_at)}
                </p>
              </div>
              {!one.is_present && (
                <Button
                  busy={end.isPending && end.variables === one.id}
                  aria-label={t('security.end_session_of', { name })}
                  onClick={() => end.mutate(one.id)}
                >
                  {t('security.end_session')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {problem && <ProblemBanner error={problem} />}
      {security.sessions.length > 1 && (
        <div>
          <Button
            look="danger"
            busy={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            {t('security.end_others')}
          </Button>
        </div>
      )}
    </section>
  );
}
