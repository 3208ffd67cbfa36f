import { useEffect, useRef, useState } from 'react';
import { api, body } from '../../../api/client';
import type { TaxNumberVerdict } from '../../../api/types';
import { Banner, type BannerTone } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useScope } from '../../state/queries';
import type { BillingValues, EditBilling } from './billingForm';

interface TaxNumberFieldProps {
  values: BillingValues;
  error: string | undefined;
  onEdit: EditBilling;
  verdict: TaxNumberVerdict | undefined;
  onVerdict: (verdict: TaxNumberVerdict | undefined) => void;
}

const tones: Record<TaxNumberVerdict['status'], BannerTone> = {
  confirmed: 'good',
  refused: 'bad',
  malformed: 'bad',
  unverified: 'warning',
};

/** The VAT number, asked of the register when one leaves the field; an answer never blocks. */
export function TaxNumberField(props: TaxNumberFieldProps) {
  const { values, error, onEdit, verdict, onVerdict } = props;
  const { t } = useTexts();
  const { label } = usePortal();
  const { id } = useScope();
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const asked = useRef('');
  const number = values.tax_number.trim();
  const question = `${values.country} ${number}`;

  const check = async () => {
    if (!number || !values.country || asked.current === question) return;
    asked.current = question;
    setChecking(true);
    setProblem(undefined);
    try {
      const answer = await body(
        api.POST('/v1/customers/{id}/tax-number/check', {
          params: { path: { id } },
          body: { number, country: values.country },
        }),
      );
      if (asked.current === question) onVerdict(answer);
    } catch (caught) {
      asked.current = '';
      setProblem(caught);
    } finally {
      setChecking(false);
    }
  };
  const checkLatest = useRef(check);
  checkLatest.current = check;

  // Another country asks again; typing in the field itself waits until one leaves it.
  useEffect(() => {
    onVerdict(undefined);
    void checkLatest.current();
  }, [values.country]);

  return (
    <div className="full stack gap-s">
      <TextField
        label={t('billing.tax_number')}
        optional={t('billing.optional')}
        name="tax_number"
        value={values.tax_number}
        error={verdict ? undefined : error}
        hint={label('tax_number_tip')}
        autoComplete="off"
        spellCheck={false}
        onText={(text) => {
          onVerdict(undefined);
          asked.current = '';
          onEdit((present) => ({ ...present, tax_number: text }));
        }}
        onBlur={check}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void check();
        }}
      />
      <div role="status">
        {checking && <p className="small muted">{t('billing.checking')}</p>}
        {verdict && number && (
          <Banner
            tone={tones[verdict.status]}
            title={t(`verdict.${verdict.status}`)}
            actions={
              verdict.company &&
              verdict.company !== values.company && (
                <Button
                  onClick={() =>
                    onEdit((present) => ({ ...present, company: verdict.company ?? '' }))
                  }
                >
                  {t('billing.use_company', { name: verdict.company })}
                </Button>
              )
            }
          >
            <p>{verdict.text}</p>
          </Banner>
        )}
      </div>
      {problem !== undefined && <ProblemBanner error={problem} onRetry={check} />}
    </div>
  );
}
