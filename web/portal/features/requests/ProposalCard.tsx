import { useState } from 'react';
import type { Proposal, StaffRequest } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { TextArea } from '../../../kit/TextArea';
import { useToast } from '../../../kit/Toast';
import { proposalState, proposalTone } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useWishWords } from '../../parts/useWishWords';
import { useAnswerProposal } from '../../state/lifeQueries';
import { EffectFacts } from './Effect';

interface ProposalCardProps {
  request: StaffRequest;
  proposal: Proposal;
}

/** What the team offers instead: what it does as of today, and the two answers. */
export function ProposalCard({ request, proposal }: ProposalCardProps) {
  const { t, day } = useTexts();
  const say = useToast();
  const wishWords = useWishWords();
  const [refusing, setRefusing] = useState(false);
  const answer = useAnswerProposal(request.id, proposal.number);
  const open = proposal.state === 'open';
  const effect = open ? proposal.effect_today : proposal.effect;
  return (
    <section className="card stack" aria-labelledby="proposal">
      <div className="row gap-s wrap">
        <h2 id="proposal">{t('proposal.title')}</h2>
        <Badge tone={proposalTone(proposal.state)}>{proposalState(proposal.state, t)}</Badge>
      </div>
      <p>
        <strong>{wishWords(proposal.set)}</strong>
      </p>
      <p className="prewrap">{proposal.text}</p>
      {effect && (
        <EffectFacts
          title={t(open ? 'proposal.effect' : 'proposal.effect_then')}
          effect={effect}
          pause={Boolean(proposal.set.pause)}
        />
      )}
      {open && proposal.refused_today && (
        <Banner tone="warning" title={t('proposal.refused_today')} />
      )}
      {proposal.answer && (
        <p className="prewrap">
          <strong>{t('proposal.answer')}</strong> {proposal.answer}
        </p>
      )}
      {open && <p className="small muted">{t('proposal.until', { day: day(proposal.until) })}</p>}
      {answer.error && <ProblemBanner error={answer.error} />}
      {open && (proposal.can_accept || proposal.can_refuse) && (
        <div className="row wrap gap-s">
          {proposal.can_accept && (
            <Button
              id="accept-proposal"
              look="primary"
              busy={answer.isPending && answer.variables.accept}
              onClick={() =>
                answer.mutate({ accept: true }, { onSuccess: () => say(t('proposal.accepted')) })
              }
            >
              {t('proposal.accept')}
            </Button>
          )}
          {proposal.can_refuse && (
            <Button id="refuse-proposal" onClick={() => setRefusing(true)}>
              {t('proposal.refuse')}
            </Button>
          )}
        </div>
      )}
      {open && !proposal.can_accept && proposal.can_refuse && (
        <p className="small">{t('proposal.not_yours')}</p>
      )}
      <Dialog
        open={refusing}
        title={t('proposal.refuse_title')}
        closeLabel={t('kit.close')}
        onClose={() => setRefusing(false)}
      >
        <RefusalForm
          busy={answer.isPending}
          onRefuse={(reason) =>
            answer.mutate(
              { accept: false, ...(reason ? { reason } : {}) },
              {
                onSuccess: () => say(t('proposal.refused')),
                onSettled: () => setRefusing(false),
              },
            )
          }
        />
      </Dialog>
    </section>
  );
}

interface RefusalFormProps {
  busy: boolean;
  onRefuse: (reason: string) => void;
}

function RefusalForm({ busy, onRefuse }: RefusalFormProps) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onRefuse(reason.trim());
      }}
    >
      <TextArea
        label={t('proposal.refuse_reason')}
        name="refusal"
        value={reason}
        maxLength={2000}
        onText={setReason}
      />
      <div>
        <Button type="submit" look="danger" busy={busy}>
          {t('proposal.refuse')}
        </Button>
      </div>
    </form>
  );
}
