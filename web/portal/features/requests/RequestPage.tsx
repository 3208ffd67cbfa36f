import { useState } from 'react';
import type { Proposal, StaffRequest } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { isOpenRequest, requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { SupportAddress } from '../../parts/SupportAddress';
import { useRequest, useWithdraw } from '../../state/lifeQueries';
import { usePortal } from '../../state/PortalContext';
import { Asked } from './Asked';
import { Attachments } from './Attachments';
import { Conversation } from './Conversation';
import { ProposalCard } from './ProposalCard';
import { Timeline } from './Timeline';

interface RequestPageProps {
  id: string;
}

/** One request: what was asked, what it would do, what was said and done, and how to take it back. */
export function RequestPage({ id }: RequestPageProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const request = useRequest(id);
  const { data } = request;
  return (
    <Page
      before={<LinkTo to="/portal/requests">{label('requests')}</LinkTo>}
      title={data ? requestType(data.type, t) : label('requests')}
      aside={data && <Badge tone={requestTone(data.state)}>{requestState(data.state, t)}</Badge>}
    >
      <Loaded query={request} lines={8}>
        {(read) => (
          <>
            {read.state === 'waiting_customer' && (
              <Banner
                tone="warning"
                title={t(isOffered(read) ? 'proposal.waits_for_you' : 'request.waits_for_you')}
              />
            )}
            {read.decision_reason && (
              <Banner
                tone={requestTone(read.state) === 'bad' ? 'warning' : 'good'}
                title={`${requestState(read.state, t)} · ${t('requests.answer')}`}
              >
                <p className="prewrap">{read.decision_reason}</p>
              </Banner>
            )}
            {read.duplicate_of && (
              <Banner tone="info" title={t('request.duplicate')}>
                <LinkTo to={`/portal/requests/${read.duplicate_of}`}>
                  {t('request.see_other')}
                </LinkTo>
              </Banner>
            )}
            {read.proposals?.at(-1) && (
              <ProposalCard
                key={read.proposals.length}
                request={read}
                proposal={read.proposals[read.proposals.length - 1] as Proposal}
              />
            )}
            <Asked request={read} />
            <Conversation request={read} isOpen={isOpenRequest(read.state)} />
            <Attachments request={read} isOpen={isOpenRequest(read.state)} />
            <Timeline request={read} />
            {read.can_withdraw && <Withdraw request={read} />}
          </>
        )}
      </Loaded>
      <SupportAddress />
    </Page>
  );
}

function isOffered(request: StaffRequest): boolean {
  return request.proposals?.at(-1)?.state === 'open';
}

interface WithdrawProps {
  request: StaffRequest;
}

function Withdraw({ request }: WithdrawProps) {
  const { t } = useTexts();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdraw(request.id);
  return (
    <div>
      <Button id="withdraw" onClick={() => setAsking(true)}>
        {t('request.withdraw')}
      </Button>
      <Dialog
        open={asking}
        title={t('request.withdraw_title')}
        closeLabel={t('kit.close')}
        onClose={() => setAsking(false)}
      >
        <div className="stack">
          <p>{t('request.withdraw_text')}</p>
          {withdraw.error && <ProblemBanner error={withdraw.error} />}
          <div className="row wrap gap-s">
            <Button
              look="danger"
              busy={withdraw.isPending}
              onClick={() =>
                withdraw.mutate(undefined, {
                  onSuccess: () => {
                    setAsking(false);
                    say(t('request.withdrawn'));
                  },
                })
              }
            >
              {t('request.withdraw_confirm')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('request.withdraw_keep')}</Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
