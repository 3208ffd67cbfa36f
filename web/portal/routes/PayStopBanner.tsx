import { ApiProblem, Unreachable } from '../../api/problem';
import { Banner } from '../../kit/Banner';
import { useTexts } from '../../text/Texts';
import { ContactButton } from '../parts/ContactButton';
import { ProblemBanner } from '../parts/ProblemBanner';
import { usePortal } from '../state/PortalContext';
import { toPay } from '../state/previewParts';
import type { PayStop } from './usePay';

const things = ['day', 'subscription', 'catalog', 'tax', 'amounts'] as const;

interface PayStopBannerProps {
  stop: PayStop;
  currency: string;
}

/** Why the order was not placed, and that nothing was lost or charged. */
export function PayStopBanner({ stop, currency }: PayStopBannerProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  if (stop.kind === 'missing') {
    return <Banner tone="bad" announced title={t('pay.missing')} />;
  }
  if (stop.kind === 'changed') return <ChangedBanner stop={stop} currency={currency} />;
  const problem = stop.error instanceof ApiProblem ? stop.error.body : undefined;
  const declined = problem?.status === 402;
  const request = problem?.request;
  return (
    <ProblemBanner
      error={stop.error}
      actions={
        declined && problem.change ? (
          <ContactButton
            request={{ type: 'payment_problem', change: problem.change.id }}
            text={label('billing_service')}
            messageOptional
          />
        ) : (
          request?.type && (
            <ContactButton
              request={{ type: request.type, ...(request.set ? { set: request.set } : {}) }}
              text={label('contact_us')}
              messageOptional
            />
          )
        )
      }
    >
      {declined ? (
        <p>{t('pay.declined')}</p>
      ) : (
        <p>{t(stop.sent && stop.error instanceof Unreachable ? 'pay.unknown' : 'pay.kept')}</p>
      )}
    </ProblemBanner>
  );
}

interface ChangedBannerProps {
  stop: Extract<PayStop, { kind: 'changed' }>;
  currency: string;
}

/** The summary is not true any more: what changed, by whom, and the two amounts. */
function ChangedBanner({ stop, currency }: ChangedBannerProps) {
  const { t, money, instant } = useTexts();
  const [before, now] = [toPay(stop.before), toPay(stop.preview)];
  const changed = things.filter((thing) => stop.changed.includes(thing));
  return (
    <Banner tone="warning" announced title={t('pay.changed')}>
      {stop.by && <p>{t('pay.changed_by', { name: stop.by.name, at: instant(stop.by.at) })}</p>}
      {changed.length > 0 && (
        <ul className="plain-list">
          {changed.map((thing) => (
            <li key={thing}>{t(`changed.${thing}`)}</li>
          ))}
        </ul>
      )}
      <p className="numbers">
        {before === now
          ? t('pay.changed_same', { now: money(now, currency) })
          : t('pay.changed_text', {
              before: money(before, currency),
              now: money(now, currency),
            })}
      </p>
    </Banner>
  );
}
