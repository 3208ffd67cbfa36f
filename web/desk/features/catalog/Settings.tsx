import { useTexts } from '../../../text/Texts';
import { DaysValue, FaultsHere, FlagValue, ManyValue, PickValue, TextValue } from './FormFields';

const brands = ['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay'];

/** How it is paid, what is written by mail and when, and who sells. */
export function Settings() {
  const { t } = useTexts();
  return (
    <>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.payment')}</legend>
        <FaultsHere path={['payment']} />
        <div className="catalog-grid">
          <FlagValue path={['payment', 'card']} label={t('catalog_form.card')} otherwise="true" />
          <FlagValue
            path={['payment', 'wallet']}
            label={t('catalog_form.wallet')}
            otherwise="false"
          />
        </div>
        <ManyValue
          path={['payment', 'card_brands']}
          label={t('catalog_form.card_brands')}
          options={brands.map((value) => ({ value, text: value }))}
        />
        <div className="catalog-grid">
          <TextValue
            path={['payment', 'transfer_due_days']}
            label={t('catalog_form.transfer_due_days')}
            otherwise="30"
            look="count"
          />
          <TextValue
            path={['payment', 'transfer_account', 'iban']}
            label={t('catalog_form.iban')}
            hint={t('catalog_form.iban_hint')}
          />
          <TextValue path={['payment', 'transfer_account', 'bic']} label={t('catalog_form.bic')} />
          <TextValue
            path={['payment', 'transfer_account', 'holder']}
            label={t('catalog_form.holder')}
          />
          <FaultsHere path={['payment', 'transfer_account']} />
        </div>
      </fieldset>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.dunning')}</legend>
        <FaultsHere path={['payment', 'dunning']} />
        <div className="catalog-grid">
          <DaysValue
            path={['payment', 'dunning', 'retry_days']}
            label={t('catalog_form.retry_days')}
            hint={t('catalog_form.retry_days_hint')}
          />
          <TextValue
            path={['payment', 'dunning', 'end_after_days']}
            label={t('catalog_form.end_after_days')}
            hint={t('catalog_form.end_after_days_hint')}
            otherwise="30"
            look="count"
          />
        </div>
      </fieldset>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.mail')}</legend>
        <FaultsHere path={['reminders']} />
        <FaultsHere path={['invitations']} />
        <div className="catalog-grid">
          <DaysValue
            path={['reminders', 'renewal_days']}
            label={t('catalog_form.renewal_days')}
            hint={t('catalog_form.days_falling')}
          />
          <DaysValue
            path={['reminders', 'commitment_days']}
            label={t('catalog_form.commitment_days')}
            hint={t('catalog_form.days_falling')}
          />
          <DaysValue
            path={['reminders', 'resume_days']}
            label={t('catalog_form.resume_days')}
            hint={t('catalog_form.days_falling')}
          />
          <TextValue
            path={['invitations', 'expire_days']}
            label={t('catalog_form.expire_days')}
            otherwise="60"
            look="count"
          />
          <FlagValue
            path={['invitations', 'hold_seat']}
            label={t('catalog_form.hold_seat')}
            otherwise="true"
          />
        </div>
      </fieldset>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.pause')}</legend>
        <div className="catalog-grid">
          <PickValue
            path={['pause', 'access']}
            label={t('catalog_form.pause_access')}
            otherwise="none"
            options={[
              { value: 'read_only', text: t('catalog_form.access_read_only') },
              { value: 'full', text: t('catalog_form.access_full') },
              { value: 'none', text: t('catalog_form.access_none') },
            ]}
          />
          <FlagValue
            path={['pause', 'extends_commitment']}
            label={t('catalog_form.extends_commitment')}
            otherwise="true"
          />
        </div>
      </fieldset>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.seller')}</legend>
        <FaultsHere path={['seller']} />
        <div className="catalog-grid">
          <TextValue path={['seller', 'legal_name']} label={t('catalog_form.legal_name')} needed />
          <TextValue path={['seller', 'email']} label={t('catalog_form.seller_email')} needed />
          <TextValue path={['seller', 'country']} label={t('catalog_form.country')} needed />
          <TextValue path={['seller', 'region']} label={t('catalog_form.region')} />
          <TextValue path={['seller', 'tax_name']} label={t('catalog_form.tax_name')} />
          <TextValue
            path={['refund_policy_version']}
            label={t('catalog_form.refund_policy_version')}
            hint={t('catalog_form.refund_policy_hint')}
          />
        </div>
      </fieldset>
    </>
  );
}
