import type { ReactNode } from "react";
import { formatCount } from "../numbers.ts";
import { listSections } from "./sections.ts";
import type { Page } from "./page.ts";
import { Sentences } from "./sentences.tsx";

/** Title, headline and prose, what restricts the figures, and the contents. */
export function Masthead({ page }: { page: Page }): ReactNode {
  const { words, prose } = page;
  return (
    <header>
      <h1>
        <span className="kicker">{words.kicker}</span> {page.title}
      </h1>
      <Notice page={page} />
      <p className="headline">
        <Sentences text={prose.headline} />
      </p>
      <div className="prose">
        {prose.paragraphs.map(({ title, sentences }, at) => (
          <div key={at}>
            <h2>{title}</h2>
            <p>
              <Sentences text={sentences.join(words.names.gap)} />
            </p>
          </div>
        ))}
      </div>
      <nav aria-label={words.contents}>
        <ol>
          {listSections(page).map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}

/** What restricts all figures, where something does. */
function Notice({ page: { words, report } }: { page: Page }): ReactNode {
  if (!report.partial) return null;
  const { inputs } = report.provenance;
  const failed = inputs.filter(({ error }) => error !== null).length;
  const text =
    failed === 0 ? words.partial.interrupted : words.partial.broken(formatCount(failed), formatCount(inputs.length));
  return <p className="notice">{text}</p>;
}
