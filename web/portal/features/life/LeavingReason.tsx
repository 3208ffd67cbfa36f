import { useState } from 'react';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { useTexts } from '../../../text/Texts';

const reasons = ['price', 'unused', 'missing', 'other_tool', 'break', 'other'] as const;

interface LeavingReasonProps {
  onReason: (words: string) => void;
}

/** Why somebody leaves, if they care to say; it never stands in the way. */
export function LeavingReason({ onReason }: LeavingReasonProps) {
  const { t } = useTexts();
  const [picked, setPicked] = useState('');
  const [words, setWords] = useState('');
  const tell = (reason: string, comment: string) => {
    const known = reasons.find((one) => one === reason);
    onReason([known && t(`leaving.${known}`), comment.trim()].filter(Boolean).join(': '));
  };
  return (
    <div className="form-grid">
      <Select
        className="full"
        label={
          <>
            {t('leaving.why')} <span className="optional">{t('billing.optional')}</span>
          </>
        }
        value={picked}
        options={[
          { value: '', text: t('leaving.none') },
          ...reasons.map((value) => ({ value, text: t(`leaving.${value}`) })),
        ]}
        onPick={(value) => {
          setPicked(value);
          tell(value, words);
        }}
      />
      <div className="full">
        <TextArea
          label={
            <>
              {t('leaving.words')} <span className="optional">{t('billing.optional')}</span>
            </>
          }
          value={words}
          maxLength={1000}
          onText={(text) => {
            setWords(text);
            tell(picked, text);
          }}
        />
      </div>
    </div>
  );
}
