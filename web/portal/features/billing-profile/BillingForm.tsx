import type { TaxNumberVerdict } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import type { BillingField, BillingValues, EditBilling } from './billingForm';
import { countries, isInUnion, regionsOf } from './countries';
import { TaxNumberField } from './TaxNumberField';

interface BillingFormProps {
  values: BillingValues;
  errors: Partial<Record<BillingField, string>>;
  onEdit: EditBilling;
  verdict: TaxNumberVerdict | undefined;
  onVerdict: (verdict: TaxNumberVerdict | undefined) => void;
}

/** Country first, because it decides the other fields and the tax. */
export function BillingForm({ values, errors, onEdit, verdict, onVerdict }: BillingFormProps) {
  const { t, language, linked } = useTexts();
  const { label, link } = usePortal();
  const howTo = link('help_billing_information');
  const field = (name: BillingField, autoComplete: string) => ({
    label: t(`billing.${name}`),
    name,
    value: values[name],
    error: errors[name],
    autoComplete,
    onText: (text: string) => onEdit((present) => ({ ...present, [name]: text })),
  });
  const regions = regionsOf(values.country, language);
  const blank = { value: '', text: t('billing.choose') };
  return (
    <section className="card stack billing-form" aria-labelledby="billing-title" id="billing">
      <div className="stack gap-s">
        <h2 id="billing-title">{label('billing_information')}</h2>
        <p className="muted small">
          {label('billing_information_note')}{' '}
          {howTo &&
            linked('billing.how_to_change', (inside) => <LinkTo to={howTo}>{inside}</LinkTo>)}
        </p>
      </div>
      <div className="form-grid">
        <Select
          className="full"
          label={t('billing.country')}
          name="country"
          value={values.country}
          error={errors.country}
          autoComplete="country"
          options={[blank, ...countries(language).map((c) => ({ value: c.code, text: c.name }))]}
          onPick={(country) => onEdit((present) => ({ ...present, country, region: '' }))}
        />
        {regions.length > 0 && (
          <Select
            className="full"
            label={t('billing.region')}
            name="region"
            value={values.region}
            error={errors.region}
            autoComplete="address-level1"
            options={[blank, ...regions.map((r) => ({ value: r.code, text: r.name }))]}
            onPick={(region) => onEdit((present) => ({ ...present, region }))}
          />
        )}
        <TextField className="full" {...field('company', 'organization')} />
        <TextField optional={t('billing.optional')} {...field('first_name', 'given-name')} />
        <TextField optional={t('billing.optional')} {...field('last_name', 'family-name')} />
        <TextField
          className="full"
          type="email"
          hint={t('billing.email_hint')}
          {...field('email', 'email')}
        />
        <TextField className="full" {...field('line1', 'address-line1')} />
        <TextField
          className="full"
          optional={t('billing.optional')}
          {...field('line2', 'address-line2')}
        />
        <TextField {...field('postal_code', 'postal-code')} />
        <TextField {...field('city', 'address-level2')} />
        {(isInUnion(values.country) || values.tax_number !== '' || errors.tax_number) && (
          <TaxNumberField
            values={values}
            error={errors.tax_number}
            onEdit={onEdit}
            verdict={verdict}
            onVerdict={onVerdict}
          />
        )}
        <TextField
          className="full"
          optional={t('billing.optional')}
          hint={t('billing.purchase_order_hint')}
          {...field('purchase_order', 'off')}
        />
      </div>
    </section>
  );
}
