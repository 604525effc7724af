// What is wrong with the cut, with the price of each.
import { CircleAlert, OctagonAlert, SearchCheck, TriangleAlert } from 'lucide-react';
import type { Finding, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { Explained } from '../explain/Explained.tsx';
import { Empty } from '../parts/Empty.tsx';
import { select } from '../state/actions.ts';
import type { Selection } from '../state/store.ts';
import { duration, plain, usdAMonth } from '../../shared/explain/numbers.ts';
import { listed } from '../../shared/explain/words.ts';
import { Waiting } from './Waiting.tsx';

const SEVERITY = {
  error: { icon: OctagonAlert, word: 'Critical', order: 0 },
  warning: { icon: TriangleAlert, word: 'Warning', order: 1 },
  info: { icon: CircleAlert, word: 'Note', order: 2 },
} as const;

export function FindingsTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  if (!result.findings) return <Waiting />;
  if (result.findings.length === 0) {
    return (
      <Empty icon={<SearchCheck size={20} strokeWidth={1.75} />} title="No findings in this cut">
        Shared schemas, chatty chains, cycles between services and calls without a timeout would stand here, each with
        what it costs in milliseconds, minutes down or money.
      </Empty>
    );
  }
  const findings = result.findings.toSorted((a, b) => SEVERITY[a.severity].order - SEVERITY[b.severity].order);
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <Row key={`${finding.rule} ${finding.targets.join(' ')}`} project={project} finding={finding} />
      ))}
    </ul>
  );
}

function Row({ project, finding }: { readonly project: Project; readonly finding: Finding }) {
  const { icon: Icon, word } = SEVERITY[finding.severity];
  const first = finding.targets.map((id) => selectionOf(project, id)).find((one) => one !== null);
  return (
    <li className={`finding ${finding.severity}`}>
      <span className="finding-shape" title={word}>
        <Icon size={16} strokeWidth={1.9} role="img" aria-label={word} />
      </span>
      <span className="finding-text">
        <button type="button" className="row-name" onClick={() => (first ? select(first) : undefined)}>
          {finding.message}
        </button>
        <span className="quiet">
          {listed(finding.targets.map((id) => nameOf(project, id)))} · {ruleWords(finding.rule)}
        </span>
      </span>
      <span className="finding-price">{priceWords(project, finding)}</span>
    </li>
  );
}

/** "single-point-of-failure" is "Single point of failure". */
const ruleWords = (rule: string): string => (rule[0] ?? '').toUpperCase() + rule.slice(1).replaceAll('-', ' ');

function selectionOf(project: Project, id: string): Selection | null {
  if (project.components.some((one) => one.id === id)) return { kind: 'component', id };
  if (project.links.some((one) => one.id === id)) return { kind: 'link', id };
  return project.variants.some((variant) => variant.deployables.some((one) => one.id === id))
    ? { kind: 'deployable', id }
    : null;
}

function priceWords(project: Project, { price, noPriceReason, message }: Finding) {
  if (!price) return <span className="quiet">{noPriceReason ?? 'no price'}</span>;
  const journey = project.journeys.find((one) => one.id === price.journey)?.name;
  const sign = (value: number): string => (value > 0 ? '+' : '');
  const parts = [
    price.ms === undefined ? '' : `${sign(price.ms)}${plain(duration(price.ms))}`,
    price.availability === undefined
      ? ''
      : `${(price.availability * 100).toFixed(3).replace('-', '−')} points of availability`,
    price.monthlyUsd === undefined ? '' : `${sign(price.monthlyUsd)}${plain(usdAMonth(price.monthlyUsd))}`,
  ].filter((part) => part !== '');
  const of = (['ms', 'availability', 'monthlyUsd'] as const).find((one) => price[one] !== undefined);
  if (!of) return null;
  return (
    <>
      <Explained label={`${message} It costs ${parts.join(', ')}`} what={{ kind: 'price', message, of }}>
        <b>{parts.join(', ')}</b>
      </Explained>
      {journey ? <span className="quiet"> {journey}</span> : null}
    </>
  );
}
