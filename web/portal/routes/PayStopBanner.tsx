import { Unreachable } from '../../api/problem';
import { Banner } from '../../kit/Banner';
import { useTexts } from '../../text/Texts';
import { ProblemBanner } from '../parts/ProblemBanner';
import type { PayStop } from './usePay';

interface PayStopBannerProps {
  stop: PayStop;
  currency: string;
}

/** Why the payment did not start, and that nothing was lost or charged. */
export function PayStopBanner({ stop, currency }: PayStopBannerProps) {
  const { t, money } = useTexts();
  if (stop.kind === 'missing') {
    return <Banner tone="bad" announced title={t('pay.missing')} />;
  }
  if (stop.kind === 'changed') {
    const now = stop.preview.due_now?.total ?? '0';
    return (
      <Banner tone="warning" announced title={t('pay.changed')}>
        <p>
          {t('pay.changed_text', {
            before: money(stop.before, currency),
            now: money(now, currency),
          })}
        </p>
      </Banner>
    );
  }
  return (
    <ProblemBanner error={stop.error}>
      <p>{t(stop.sent && stop.error instanceof Unreachable ? 'pay.unknown' : 'pay.kept')}</p>
    </ProblemBanner>
  );
}
