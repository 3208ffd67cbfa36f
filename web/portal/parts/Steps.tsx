import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';

const paths = ['/portal/checkout/summary', '/portal/checkout/billing'];

interface StepsProps {
  /** 1: order, 2: billing and payment, 3: done. */
  now: 1 | 2 | 3;
}

/** Where one is between the order and its confirmation; earlier steps are links back. */
export function Steps({ now }: StepsProps) {
  const { t } = useTexts();
  const names = [t('steps.order'), t('steps.payment'), t('steps.done')];
  return (
    <nav aria-label={t('steps.label')}>
      <ol className="steps">
        {names.map((name, at) => {
          const path = paths[at];
          const earlier = at + 1 < now && now < 3 && path;
          return (
            <li
              key={name}
              className={at + 1 < now ? 'step done' : 'step'}
              aria-current={at + 1 === now ? 'step' : undefined}
            >
              <span className="step-number" aria-hidden="true">
                {at + 1}
              </span>
              {earlier ? <LinkTo to={path}>{name}</LinkTo> : <span>{name}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
