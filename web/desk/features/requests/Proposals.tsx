import { useMutation } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { useToast } from '../../../kit/Toast';
import { EffectFacts } from '../../../portal/features/requests/Effect';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { proposalState, proposalTone } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { useLacks } from '../../state/StaffRights';
import { useForgetRequests } from './queueQueries';
import { useWishParts } from './useWishParts';

interface ProposalsProps {
  request: StaffRequest;
}

/** What staff offered instead, and what became of it. */
export function Proposals({ request }: ProposalsProps) {
  const { t, day, instant } = useTexts();
  const lacks = useLacks('decide_requests');
  const say = useToast();
  const forget = useForgetRequests();
  const wishParts = useWishParts();
  const takeBack = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/v1/requests/{request}/proposal', {
          params: { path: { request: request.id } },
        }),
      ),
    onSuccess: () => say(t('desk.proposal_taken_back')),
    onSettled: forget,
  });
  const made = request.proposals ?? [];
  if (made.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="proposals">
      <h2 id="proposals">{t('desk.proposals')}</h2>
      {[...made].reverse().map((proposal) => {
        const open = proposal.state === 'open';
        const effect = open ? proposal.effect_today : proposal.effect;
        return (
          <article key={proposal.number} className="stack gap-s desk-proposal">
            <div className="row gap-s wrap">
              <strong>{wishParts(proposal.set).join(' · ')}</strong>
              <Badge tone={proposalTone(proposal.state)}>{proposalState(proposal.state, t)}</Badge>
            </div>
            <p className="small muted">
              {instant(proposal.made_at)} · {t('proposal.until', { day: day(proposal.until) })}
            </p>
            <p className="prewrap">{proposal.text}</p>
            {effect && (
              <EffectFacts
                title={t(open ? 'desk.effect_today' : 'desk.effect_made')}
                effect={effect}
                pause={Boolean(proposal.set.pause)}
              />
            )}
            {proposal.refused_today && (
              <Banner
                tone="warning"
                title={t('desk.refused_today', { code: proposal.refused_today })}
              />
            )}
            {proposal.answer && (
              <p className="prewrap">
                <strong>{t('proposal.answer')}</strong> {proposal.answer}
              </p>
            )}
            {open && !lacks && (
              <div>
                <Button id="take-back" busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
                  {t('desk.proposal_take_back')}
                </Button>
              </div>
            )}
          </article>
        );
      })}
      {takeBack.error && <ProblemBanner error={takeBack.error} />}
    </section>
  );
}
