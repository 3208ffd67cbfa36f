import { ApiProblem } from '../api/problem';
import { Icon } from '../kit/Icon';
import { LinkTo } from '../kit/LinkTo';
import { Skeleton } from '../kit/Skeleton';
import { useTexts } from '../text/Texts';
import { ProblemBanner } from './parts/ProblemBanner';
import { ownPath, rememberedVendor, signInPath } from './state/where';

interface BootProblemProps {
  error: unknown;
  /** Signed in, but for no customer. */
  staff: boolean;
  onRetry: () => void;
}

/** Instead of the portal: still loading, not signed in, not a customer, or broken. */
export function BootProblem({ error, staff, onRetry }: BootProblemProps) {
  const { t } = useTexts();
  if (!error && !staff) {
    return (
      <main className="boot">
        <Skeleton label={t('state.loading')} lines={6} />
      </main>
    );
  }
  const vendor = rememberedVendor();
  const signedOut = error instanceof ApiProblem && error.status === 401;
  if (!signedOut && !staff) {
    return (
      <main className="boot">
        <h1>{t('boot.broken_title')}</h1>
        <ProblemBanner error={error} onRetry={onRetry} />
      </main>
    );
  }
  return (
    <main className="boot">
      <div className="card stack boot-card">
        <span className="round-icon">
          <Icon name={staff ? 'people' : 'lock'} size={28} />
        </span>
        <h1>{t(staff ? 'boot.staff_title' : 'boot.signed_out_title')}</h1>
        <p className="muted">{t(staff ? 'boot.staff_text' : 'boot.signed_out_text')}</p>
        {staff && (
          <p>
            <a className="button button-secondary" href="/desk">
              {t('boot.open_desk')}
            </a>
          </p>
        )}
        {!staff && vendor && (
          <p>
            <a
              className="button button-primary"
              href={signInPath(vendor, ownPath(window.location.pathname))}
            >
              {t('sign_in.title')}
            </a>
          </p>
        )}
        {!staff && <LinkTo to="/portal">{t('boot.signed_out_again')}</LinkTo>}
      </div>
    </main>
  );
}
