import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { api, body } from '../../../api/client';
import type { SignInOptions, SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { RecoveryCodes } from '../../parts/RecoveryCodes';
import { applyAccent } from '../../state/accent';
import { readWhere } from '../../state/where';
import { CodeForm } from './CodeForm';
import { LinkForm } from './LinkForm';
import { MailForm } from './MailForm';
import { NewPasswordForm } from './NewPasswordForm';
import { OtherWays } from './OtherWays';
import { PasswordForm } from './PasswordForm';
import { SetUpCode } from './SetUpCode';

interface SignInPageProps {
  setLanguage: (code: string) => void;
}

/** Before anybody is known: an address and a password, a code, or a new password with a secret that was sent. */
export function SignInPage({ setLanguage }: SignInPageProps) {
  const [where] = useState(() => readWhere(window.location));
  const { language } = useTexts();
  const options = useQuery({
    queryKey: ['sign-in', where.vendor, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/sign-in', { params: { query: { vendor: where.vendor } }, signal })),
  });
  const accent = options.data?.accent;
  useEffect(() => applyAccent(accent), [accent]);
  return (
    <main className="boot">
      <Loaded query={options}>
        {(data) => (
          <div className="card stack boot-card sign-in">
            <Mark options={data} />
            <Steps options={data} where={where} />
            <Languages codes={data.languages} onPick={setLanguage} />
          </div>
        )}
      </Loaded>
    </main>
  );
}

function Mark({ options }: { options: SignInOptions }) {
  const { name } = options.vendor;
  return (
    <p className="brand">
      {options.logo ? (
        <img className="brand-mark" src={options.logo} alt="" width={36} height={36} />
      ) : (
        <span className="brand-mark" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
      )}
      <span className="brand-name">{name}</span>
    </p>
  );
}

interface StepsProps {
  options: SignInOptions;
  where: ReturnType<typeof readWhere>;
}

/** One step after the other, until the session is open and its page can be. */
function Steps({ options, where }: StepsProps) {
  const { t } = useTexts();
  const [step, setStep] = useState<SignInStep>();
  const [mail, setMail] = useState<'sign_in' | 'password'>();
  const isLink = window.location.pathname.endsWith('/link');
  const isNewPassword = window.location.pathname.endsWith('/new-password');
  const vendor = options.vendor.code;
  const open = (done: SignInStep) => window.location.assign(where.to ?? done.target ?? '/portal');
  const advance = (next: SignInStep) => {
    if (next.next === 'signed_in' && !next.recovery_codes) open(next);
    else setStep(next);
  };
  const again = () => {
    window.location.assign(`/portal/sign-in?${new URLSearchParams({ vendor, side: where.side })}`);
  };
  if (step?.recovery_codes)
    return (
      <Titled title={t('security.codes_title')}>
        <RecoveryCodes codes={step.recovery_codes} onDone={() => open(step)} />
      </Titled>
    );
  if (step?.next === 'set_up_code')
    return (
      <Titled title={t('sign_in.set_up_title')}>
        <SetUpCode vendor={vendor} ticket={step.ticket ?? ''} onStep={advance} onAgain={again} />
      </Titled>
    );
  if (step?.next === 'code')
    return (
      <Titled title={t('sign_in.code_title')}>
        <CodeForm vendor={vendor} ticket={step.ticket ?? ''} onStep={advance} onAgain={again} />
      </Titled>
    );
  if (isNewPassword)
    return (
      <Titled title={t('sign_in.new_password_title')}>
        <NewPasswordForm vendor={vendor} where={where} onStep={advance} onAgain={again} />
      </Titled>
    );
  if (isLink)
    return (
      <Titled title={t('sign_in.title')}>
        <LinkForm vendor={vendor} where={where} onStep={advance} onAgain={again} />
      </Titled>
    );
  if (mail)
    return (
      <Titled title={t(`sign_in.mail_title_${mail}`)}>
        <MailForm vendor={vendor} side={where.side} link={mail} onBack={() => setMail(undefined)} />
      </Titled>
    );
  return (
    <Titled title={t('sign_in.title')}>
      <PasswordForm vendor={vendor} side={where.side} onStep={advance} />
      <div className="row wrap gap-s">
        <Button look="quiet" onClick={() => setMail('password')}>
          {t('sign_in.forgotten')}
        </Button>
        <Button look="quiet" onClick={() => setMail('sign_in')}>
          {t('sign_in.by_mail')}
        </Button>
      </div>
      <OtherWays options={options} side={where.side} onStep={advance} />
    </Titled>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = title;
    // The first field has the focus when the page opens; later steps are read out from their title on.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

function Languages({ codes, onPick }: { codes: string[]; onPick: (code: string) => void }) {
  const { t, language } = useTexts();
  if (codes.length < 2) return null;
  return (
    <Segmented
      legend={t('account.language')}
      value={language}
      choices={codes.map((code) => ({
        value: code,
        text: (
          <span lang={code}>
            {new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code}
          </span>
        ),
      }))}
      onPick={onPick}
    />
  );
}
