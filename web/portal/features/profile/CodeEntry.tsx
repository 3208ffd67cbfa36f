import { useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useRedeemCode } from '../../state/people';

/** An invitation code and what became of it. The number of seats that are paid for stays as it is. */
export function CodeEntry() {
  const { t } = useTexts();
  const { offer, label, itemName } = usePortal();
  const redeem = useRedeemCode();
  const [code, setCode] = useState('');
  const [kind, setKind] = useState('');
  const kinds = offer.items.filter((item) => item.kind === 'named_seat');
  const refused = redeem.error instanceof ApiProblem ? redeem.error : undefined;
  const atField = refused?.body.field === 'code';
  const seat = kinds.length > 1 ? { seat: kind || (kinds[0]?.code ?? '') } : {};
  return (
    <section id="code-entry" className="card stack" aria-labelledby="code-title">
      <h2 id="code-title">{label('invitation_code')}</h2>
      <p className="muted prose">{t('code.enter_lead')}</p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const written = code.trim();
          if (!written || redeem.isPending) return;
          redeem.mutate({ code: written, ...seat }, { onSuccess: () => setCode('') });
        }}
      >
        <TextField
          className="code-field"
          name="code"
          label={t('code.enter')}
          value={code}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onText={(text) => {
            setCode(text);
            if (!redeem.isPending) redeem.reset();
          }}
          error={atField ? refused?.message : undefined}
        />
        {kinds.length > 1 && (
          <Select
            label={t('people.kind')}
            value={kind || (kinds[0]?.code ?? '')}
            options={kinds.map((item) => ({ value: item.code, text: itemName(item.code, 1) }))}
            onPick={setKind}
          />
        )}
        {redeem.error && !atField && <ProblemBanner error={redeem.error} />}
        {redeem.isSuccess && (
          <Banner tone="good" announced title={t('code.joined')}>
            <p>{t('code.joined_text')}</p>
          </Banner>
        )}
        <div>
          <Button type="submit" look="primary" busy={redeem.isPending}>
            {t('code.join')}
          </Button>
        </div>
      </form>
    </section>
  );
}
