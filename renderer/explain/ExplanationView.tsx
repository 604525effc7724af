// An opened figure: the figure and its range, its shares as one bar, the words, and the inputs with their origin.
import { ArrowLeft, BookOpen, Calculator, Pencil, Tag, type LucideIcon } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useMemo, useState, type ReactNode } from 'react';
import { Figure } from '../parts/Figure.tsx';
import { LatencyCurve } from '../parts/LatencyCurve.tsx';
import { select } from '../state/actions.ts';
import { set, useProject, useResult, useWindow } from '../state/store.ts';
import { plain, share } from '../../shared/explain/numbers.ts';
import { besideOf, type Beside } from '../../shared/explain/beside.ts';
import { explain } from '../../shared/explain/explain.ts';
import { figureOf, rangeWords } from '../../shared/explain/figures.ts';
import { sceneOf } from '../../shared/explain/scene.ts';
import type { Explanation, Input, Origin, Share, What } from '../../shared/explain/types.ts';

/** Works the explanation out when it is opened, from the design and the answer on the screen; a figure beside it takes its place. */
export function ExplanationView({ what }: { readonly what: What }) {
  const [beside, setBeside] = useState<What | null>(null);
  const shown = beside ?? what;
  const project = useProject();
  const variant = useWindow((state) => state.variant);
  const scenario = useWindow((state) => state.scenario);
  const answer = useResult();
  const found = useMemo(() => {
    try {
      if (!answer) return null;
      const scene = sceneOf(project, variant, scenario, answer);
      const explanation = explain(scene, shown);
      return explanation && { explanation, others: besideOf(scene, shown) };
    } catch {
      // A design that the engine refuses; the drawer says why.
      return null;
    }
  }, [project, variant, scenario, answer, shown]);
  if (!found) return <p>This figure is no longer there: the design has changed.</p>;
  return (
    <>
      {beside ? (
        <button type="button" className="button text opened-back" autoFocus onClick={() => setBeside(null)}>
          <ArrowLeft size={14} strokeWidth={1.75} aria-hidden="true" />
          Back
        </button>
      ) : null}
      <Explained explanation={found.explanation}>
        {found.others ? <Others beside={found.others} shown={shown} onShow={setBeside} /> : null}
      </Explained>
    </>
  );
}

interface OthersProps {
  readonly beside: Beside;
  readonly shown: What;
  readonly onShow: (what: What) => void;
}

/** Figures that belong to the opened one; a click opens theirs. */
function Others({ beside: { title, figures }, shown, onShow }: OthersProps) {
  return (
    <div className="opened-section">
      <h4>{title}</h4>
      <ol className="others">
        {figures.map(({ label, value, what }) => (
          <li key={JSON.stringify(what)}>
            <button type="button" aria-current={sameAs(what, shown)} onClick={() => onShow(what)}>
              <span className="cut">{label}</span>
              <Figure value={figureOf(value)} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

const sameAs = (a: What, b: What): boolean => JSON.stringify(a) === JSON.stringify(b);

function Explained({ explanation, children }: { readonly explanation: Explanation; readonly children: ReactNode }) {
  const { title, value, accuracy, words, shares, curve, cutSets, inputs } = explanation;
  return (
    <>
      <h3 className="opened-title">
        <span>{title}</span>
        <Figure value={figureOf(value)} size={18} accuracy={accuracy} />
        <span className="quiet">{rangeWords(value, accuracy)}</span>
      </h3>
      {shares && shares.parts.length > 0 ? <Shares title={shares.title} parts={shares.parts} /> : null}
      <div className="opened-columns">
        <div>
          <h4>How it is worked out</h4>
          {words.map((line) => (
            <p key={line}>{unbroken(line)}</p>
          ))}
        </div>
        {curve ? (
          <div>
            <h4>Answers by time</h4>
            <LatencyCurve answer={curve.answer} objective={curve.objective} />
          </div>
        ) : null}
      </div>
      {children}
      {cutSets ? <CutSets sets={cutSets} /> : null}
      <Inputs inputs={inputs} />
    </>
  );
}

/** A formula breaks after an operator, never before one or inside "(c − a)". */
const unbroken = (words: string): string =>
  words.replaceAll(/ ([×/+−=]) /g, '\u00a0$1 ').replaceAll('(c\u00a0− a)', '(c\u00a0−\u00a0a)');

const SHARES = 5;

function Shares({ title, parts }: { readonly title: string; readonly parts: readonly Share[] }) {
  const whole = parts.reduce((sum, { value }) => sum + value.amount, 0);
  const rest = parts.slice(SHARES);
  const shown = parts.slice(0, SHARES);
  const [first] = parts;
  if (rest.length > 0 && first)
    shown.push({
      name: rest.length === 1 ? (rest[0]?.name ?? '') : `${rest.length} more`,
      value: { ...first.value, amount: rest.reduce((sum, { value }) => sum + value.amount, 0) },
    });
  // Time has the hues of the latency lens, everything else those of the bill.
  const time = first?.value.unit === 'ms';
  const hue = (index: number): string => (time ? `latency-${Math.max(1, 5 - index)}` : `stack-${index + 1}`);
  // A share is one of everything: what is missing to the whole stays empty.
  const of = first?.value.unit === 'share' ? Math.max(1, whole) : whole;
  const part = (one: Share): number => (of > 0 ? one.value.amount / of : 0);
  return (
    <>
      <h4>{title}</h4>
      <div className={`contributions${time ? '' : ' thin'}`} aria-hidden="true">
        {shown.map((one, index) => (
          <i key={one.name} className={hue(index)} style={{ flexGrow: part(one) }}>
            {time && part(one) > 0.12 ? plain(figureOf(one.value)) : ''}
          </i>
        ))}
      </div>
      <ul className="share-legend">
        {shown.map((one, index) => (
          <li key={one.name}>
            <i className={`swatch ${hue(index)}`} aria-hidden="true" />
            <span className="cut">{one.name}</span>
            <Figure value={figureOf(one.value)} />
            {one.value.unit === 'share' ? null : <span className="quiet">{plain(share(part(one)))}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

const SETS = 10;

function CutSets({ sets }: { readonly sets: readonly string[] }) {
  return (
    <div className="opened-section">
      <h4>What takes it down, alone or together</h4>
      {sets.length === 0 ? <p>Nothing, as far as this design says.</p> : null}
      <ul className="cut-sets">
        {sets.slice(0, SETS).map((one) => (
          <li key={one} className="badge">
            {one}
          </li>
        ))}
        {sets.length > SETS ? <li className="quiet">and {sets.length - SETS} more</li> : null}
      </ul>
    </div>
  );
}

const FIRST = 6;

function Inputs({ inputs }: { readonly inputs: readonly Input[] }) {
  const [all, setAll] = useState(false);
  if (inputs.length === 0) return null;
  const shown = all ? inputs : inputs.slice(0, FIRST);
  return (
    <div className="opened-section">
      <h4 className="inputs-head">
        Inputs <span className="quiet">{inputs.length}</span>
        {inputs.length > FIRST ? (
          <button type="button" className="button text" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${FIRST}` : `Show all ${inputs.length}`}
          </button>
        ) : null}
      </h4>
      <ul className="inputs">
        {shown.map((one, index) => (
          // Labels repeat where several replicas or calls are alike; the order is the explanation's own.
          <li key={`${index} ${one.label}`}>
            <Row input={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A click selects the part that the value belongs to, so that the inspector shows its field. */
function Row({ input }: { readonly input: Input }) {
  const { part } = input;
  if (!part)
    return (
      <div className="input">
        <Said input={input} />
      </div>
    );
  const show = (): void => {
    select(part);
    set({ inspectorOpen: true });
  };
  return (
    <Popover.Close className="input" onClick={show} title="Show it in the inspector">
      <Said input={input} />
    </Popover.Close>
  );
}

const ORIGIN: Readonly<Record<Origin, { readonly icon: LucideIcon; readonly word: string }>> = {
  default: { icon: BookOpen, word: 'Default' },
  typed: { icon: Pencil, word: 'Typed' },
  'worked out': { icon: Calculator, word: 'Worked out' },
  'price book': { icon: Tag, word: 'Price book' },
};

function Said({ input: { label, value, origin, source, more } }: { readonly input: Input }) {
  const { icon: Icon, word } = ORIGIN[origin];
  const said = [more, source].filter((part) => part !== undefined && part !== '').join(' · ');
  return (
    <>
      <span className="input-label">{label}</span>
      <span className="input-value">{typeof value === 'string' ? value : <Figure value={figureOf(value)} />}</span>
      <span className="input-origin">
        <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
        {word}
      </span>
      {said === '' ? null : <span className="input-source">{said}</span>}
    </>
  );
}
