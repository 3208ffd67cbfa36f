import { useState } from 'react';
import { useLocation } from 'wouter';
import { isProblem } from '../../../api/problem';
import type { Permission, Subscription, Wanted } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { RequestForm } from '../../parts/RequestForm';
import type { ActWord } from '../../state/life';
import { useAct, useActPreview } from '../../state/lifeQueries';
import { usePortal } from '../../state/PortalContext';
import { ActEffects } from './ActEffects';
import { LeavingReason } from './LeavingReason';

interface ActFormProps {
  act: ActWord;
  life: Subscription;
  allowed: Permission | undefined;
}

const wishes: Record<ActWord, Wanted> = {
  cancel: { cancel: true },
  renewal: { renewal: true },
  pause: { pause: {} },
  resume: { resume: true },
};

/** What the act does as the service says, and the one thing to press for it. */
export function ActForm({ act, life, allowed }: ActFormProps) {
  const { t, day } = useTexts();
  const { label, ownText } = usePortal();
  const [, navigate] = useLocation();
  const say = useToast();
  const [reason, setReason] = useState('');
  const wish = wishes[act];
  const preview = useActPreview(wish);
  const confirm = useAct();
  const trial = life.state === 'trialing';
  const stale = isProblem(confirm.error, 'preview_stale');

  return (
    <Loaded query={preview}>
      {(read) => {
        const { outcome } = read;
        const type = read.request?.type ?? allowed?.request_type;
        const why = read.reason || allowed?.text || read.text;
        if (outcome === 'now' || outcome === 'period_end') {
          const press = () =>
            confirm.mutate(
              { wish, preview: read, ...(reason.trim() ? { reason: reason.trim() } : {}) },
              {
                onSuccess: () => {
                  say(t(`act.done_${act}`));
                  navigate('/portal/subscription');
                },
                onError: () => preview.refetch(),
              },
            );
          return (
            <section className="card stack act-form">
              {read.reason && <p className="prose">{read.reason}</p>}
              <ActEffects act={act} life={life} preview={read} />
              {act === 'cancel' && <LeavingReason onReason={setReason} />}
              {confirm.error && (
                <ProblemBanner error={confirm.error}>
                  {stale && <p>{t('act.stale')}</p>}
                </ProblemBanner>
              )}
              <div className="row wrap gap-s">
                <Button
                  id="act-confirm"
                  look={act === 'cancel' ? 'danger' : 'primary'}
                  busy={confirm.isPending || preview.isFetching}
                  onClick={press}
                >
                  {act === 'cancel' ? label('confirm_cancellation') : t(`act.confirm_${act}`)}
                </Button>
                <LinkTo look="secondary" to="/portal/subscription">
                  {t(act !== 'cancel' ? 'act.back' : trial ? 'act.keep_trial' : 'act.keep')}
                </LinkTo>
              </div>
            </section>
          );
        }
        const refused = outcome === 'no';
        const since = read.possible_from ?? allowed?.possible_from;
        // During a commitment the one thing to ask for is that no further one follows.
        const endsLater = type === 'non_renewal';
        const offered = type && outcome !== 'nothing_to_do' ? type : undefined;
        return (
          <>
            <Banner
              tone={refused ? 'warning' : 'info'}
              {...(refused ? { title: read.text || t('outcome.no') } : {})}
            >
              {!refused && <p>{why || t(`outcome.${outcome}`)}</p>}
              {refused && why !== read.text && <p>{why}</p>}
              {since && !read.text?.includes(day(since)) && (
                <p>{t('outcome.possible_from', { day: day(since) })}</p>
              )}
              {act === 'cancel' && !refused && ownText('no_refund_note') && (
                <p>{ownText('no_refund_note')}</p>
              )}
            </Banner>
            {offered && (
              <section className="card stack act-form" aria-labelledby="ask">
                <h2 id="ask">{t(refused ? 'act.instead' : 'act.ask')}</h2>
                {refused && (
                  <p className="muted prose">
                    {t(endsLater ? 'act.instead_end' : 'act.instead_text')}
                  </p>
                )}
                <RequestForm
                  request={{
                    type: offered,
                    set: endsLater ? { cancel: true } : refused ? read.request?.set : wish,
                  }}
                  sendLabel={
                    act === 'cancel' && !refused ? ownText('confirm_cancellation') : undefined
                  }
                  messageOptional
                />
              </section>
            )}
            {!offered && (
              <p>
                <LinkTo look="secondary" to="/portal/subscription">
                  {t('act.back')}
                </LinkTo>
              </p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
