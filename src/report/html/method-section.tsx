import type { ReactNode } from "react";
import { InputsTable } from "./inputs-table.tsx";
import { listMethodFacts } from "./method-facts.ts";
import type { Page } from "./page.ts";
import { Section } from "./section.tsx";
import { SensitivityTable } from "./sensitivity-table.tsx";

/** All that is needed to count the figures again. */
export function MethodSection({ page }: { page: Page }): ReactNode {
  const { words } = page;
  return (
    <Section id="method" title={words.method.method.title}>
      <p>{words.method.method.lead}</p>
      <dl>
        {listMethodFacts(page).map(({ label, lines }) => (
          <div key={label}>
            <dt>{label}</dt>
            {lines.map((line, at) => (
              <dd key={at}>
                <bdi>{line}</bdi>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <SensitivityTable page={page} />
      <InputsTable page={page} />
    </Section>
  );
}
