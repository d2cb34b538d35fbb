import { Button, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { MinusCircleIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { CatalogueEntry } from '../../api/types';
import { isNumber, labelOf, type Node } from './catalogue';
import { isObject, valueAt, type Json } from './document';
import { Input } from './Input';
import type { FormContext } from './FormContext';

/** A list of like things, one a row. */
export function ListCard({ node, context }: { node: Node; context: FormContext }) {
  const stored = valueAt(context.document, node.path);
  const standard = node.entry?.defaultValue as Json | undefined;
  const items = Array.isArray(stored) ? stored : Array.isArray(standard) ? standard : [];
  const fields = leavesOf(node);
  const problems = context.problems.filter((problem) => problem.path === node.path || problem.path.startsWith(`${node.path}[`));
  const replace = (changed: Json[]) => context.change(node.path, changed);
  const set = (row: number, steps: string[], value: Json | undefined) => replace(items.map((item, index) => (index === row ? withInner(item, steps, value) : item)));
  return (
    <Card isCompact>
      <CardTitle component="h2">{labelOf(node.key)}</CardTitle>
      <CardBody>
        <p className="subtle group-lead">{node.entry?.description}</p>
        {problems.map((problem) => (
          <p key={`${problem.path} ${problem.detail}`} className="field__problem" role="alert">
            {`${placeOf(problem.path, node.path)}${problem.detail} ${problem.remedy}`}
          </p>
        ))}
        <Table variant="compact" borders={false} aria-label={labelOf(node.key)} className="list-form">
          <Thead>
            <Tr>
              {fields.map(({ leaf, steps }) => (
                <Th key={leaf.path} title={leaf.entry?.description}>{labelOf(steps.at(-1) ?? '')}</Th>
              ))}
              <Th screenReaderText="Remove" />
            </Tr>
          </Thead>
          <Tbody>
            {items.map((item, row) => (
              <Tr key={row}>
                {fields.map(({ leaf, steps }) =>
                  leaf.entry === undefined ? null : (
                    <Td key={leaf.path} className={cellClass(leaf.entry)}>
                      <Input
                        id={`setting-${node.path}[${row}].${steps.join('.')}`}
                        label={`${labelOf(steps.at(-1) ?? '')} of row ${row + 1}`}
                        entry={leaf.entry}
                        value={valueAt(item, steps.join('.'))}
                        isInvalid={problems.some((problem) => problem.path === `${node.path}[${row}].${steps.join('.')}`)}
                        isReadOnly={context.isReadOnly}
                        onChange={(value) => set(row, steps, value)}
                      />
                    </Td>
                  ),
                )}
                <Td isActionCell>
                  <Button
                    variant="plain"
                    size="sm"
                    icon={<MinusCircleIcon />}
                    aria-label={`Remove row ${row + 1}`}
                    isDisabled={context.isReadOnly}
                    onClick={() => replace(items.filter((_, index) => index !== row))}
                  />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
        <Button variant="link" isInline icon={<PlusCircleIcon />} isDisabled={context.isReadOnly} onClick={() => replace([...items, {}])}>
          Add a row
        </Button>
      </CardBody>
    </Card>
  );
}

function cellClass(entry: CatalogueEntry): string {
  if (isNumber(entry)) return 'list-form__number';
  return entry.choices.length === 0 ? 'list-form__text' : '';
}

interface Leaf {
  leaf: Node;
  /** Keys from the element of the list down to the leaf. */
  steps: string[];
}

function leavesOf(node: Node, above: string[] = []): Leaf[] {
  return node.children.flatMap((child) => (child.children.length > 0 ? leavesOf(child, [...above, child.key]) : [{ leaf: child, steps: [...above, child.key] }]));
}

function withInner(item: Json, [step, ...rest]: string[], value: Json | undefined): Json {
  const object = isObject(item) ? item : {};
  if (step === undefined) return object;
  if (rest.length > 0) return { ...object, [step]: withInner(object[step] ?? {}, rest, value) };
  return value === undefined ? Object.fromEntries(Object.entries(object).filter(([key]) => key !== step)) : { ...object, [step]: value };
}

/** Row and field that a problem speaks of: "Row 2, name: ". */
function placeOf(path: string, list: string): string {
  const match = /^\[(\d+)\]\.?(.*)$/.exec(path.slice(list.length));
  if (match === null) return '';
  return `Row ${Number(match[1]) + 1}${match[2] ? `, ${labelOf(match[2]).toLowerCase()}` : ''}: `;
}
