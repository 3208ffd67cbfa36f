import { useEffect, useMemo } from 'react';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { lineAt } from '../../yaml/yamlPlace';
import { brokenLine, type Path, readYaml, type YamlText } from '../../yaml/yamlText';
import { NotHere } from '../../yaml/yamlWrite';
import { Fold } from './Fold';
import { FormContext, textPlaces } from './FormContext';
import { catalogName, faultsOf, placeOf } from './faults';
import { textOnly } from './formKeys';
import { languageOf } from './languageOf';
import { PlanList } from './PlanList';
import { RuleTable } from './RuleTable';
import { Settings } from './Settings';
import { TextGroups, textGroups } from './TextGroups';
import { TextOnly } from './TextOnly';
import { TrialFields } from './TrialFields';
import type { Draft } from './useDraft';
import { useReveal } from './useReveal';

/** The mistake that somebody wants to be led to; each time is another one. */
export interface Target {
  document: string;
  line: number;
  message: string;
}

interface CatalogFormProps {
  draft: Draft;
  target: Target | undefined;
  toText: (document: string, line: number) => void;
}

/** The same text as fields. What it has no field for stays as it is written. */
export function CatalogForm({ draft, target, toText }: CatalogFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const { documents } = draft.state.now;
  const read = useRead(documents);
  const faults = useMemo(() => faultsOf(draft.state.base, read), [draft.state.base, read]);
  const [wanted, want] = useReveal(() => target && toText(target.document, target.line));
  useEffect(() => {
    if (!target) return;
    const fault = faults.find(
      ({ document, line, message }) =>
        document === target.document && line === target.line && message === target.message,
    );
    if (fault?.place) want(fault.place);
    else toText(target.document, target.line);
  }, [target]);

  const catalog = read.get(catalogName);
  const broken = documents.find(({ name }) => {
    const yaml = read.get(name);
    return yaml && brokenLine(yaml) !== undefined;
  });
  if (!catalog || broken) {
    const yaml = broken && read.get(broken.name);
    const line = (yaml && brokenLine(yaml)) ?? 1;
    return (
      <Banner
        tone="warning"
        title={t('catalog_form.broken', { document: broken?.name ?? catalogName, line })}
        actions={
          <Button onClick={() => toText(broken?.name ?? catalogName, line)}>
            {t('catalog_form.to_text')}
          </Button>
        }
      >
        {t('catalog_form.broken_text')}
      </Banner>
    );
  }

  // What cannot be written without touching more is left to the text.
  const safely =
    <T,>(change: (before: T) => T) =>
    (before: T): T => {
      try {
        return change(before);
      } catch (error) {
        if (!(error instanceof NotHere)) throw error;
        queueMicrotask(() => say(t('catalog_form.not_by_form')));
        return before;
      }
    };
  const texts = documents
    .filter(({ name }) => name !== catalogName)
    .map(({ name }) => ({ name, language: languageOf(name), yaml: read.get(name) ?? catalog }));
  const section = (list: string) => `${placeOf(catalogName, [list])}`;
  return (
    <FormContext.Provider
      value={{
        catalog,
        texts,
        faults,
        wanted,
        write: (tag, document, change) => draft.write(tag, document, safely(change)),
        writeAll: (tag, change) =>
          draft.edit(tag, (content) => ({
            ...content,
            documents: safely(change)(content.documents),
          })),
        seal: draft.seal,
        toText: (document: string, path: Path) => {
          const yaml = read.get(document);
          toText(document, (yaml && lineAt(yaml, path)) ?? 1);
        },
      }}
    >
      <div className="stack catalog-form">
        <Fold
          summary={<h3>{t('catalog_form.plans')}</h3>}
          holds={[section('plans'), ...textPlaces(texts, 'plans.')]}
          opened
        >
          {() => <PlanList />}
        </Fold>
        <Fold summary={<h3>{t('catalog_form.trial')}</h3>} holds={[section('trial')]}>
          {() => <TrialFields />}
        </Fold>
        <Fold
          summary={<h3>{t('catalog_form.rules')}</h3>}
          holds={[section('rules'), ...textPlaces(texts, 'rules.')]}
        >
          {() => <RuleTable />}
        </Fold>
        <Fold
          summary={<h3>{t('catalog_form.texts')}</h3>}
          holds={textGroups.flatMap((group) => textPlaces(texts, `${group}.`))}
        >
          {() => <TextGroups />}
        </Fold>
        <Fold
          summary={<h3>{t('catalog_form.settings')}</h3>}
          holds={[
            'payment',
            'reminders',
            'invitations',
            'pause',
            'seller',
            'refund_policy_version',
          ].map(section)}
        >
          {() => <Settings />}
        </Fold>
        <TextOnly paths={textOnly(catalog)} />
      </div>
    </FormContext.Provider>
  );
}

// Each document is read again when it has changed, not with every key in another one.
function useRead(documents: { name: string; text: string }[]): ReadonlyMap<string, YamlText> {
  const known = useMemo(() => new Map<string, YamlText>(), []);
  return useMemo(() => {
    const read = new Map<string, YamlText>();
    for (const { name, text } of documents) {
      const before = known.get(name);
      const yaml = before?.text === text ? before : readYaml(text);
      known.set(name, yaml);
      read.set(name, yaml);
    }
    return read;
  }, [documents, known]);
}
