import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { labelOf, type Node } from './catalogue';
import { Field } from './Field';
import type { FormContext } from './FormContext';
import { ListCard } from './ListCard';

/** A section: its lists and groups as cards, and one card for what stands in the section itself. */
export function SectionForm({ tree, context }: { tree: Node; context: FormContext }) {
  const plain = tree.children.filter((node) => !node.isList && node.children.length === 0);
  const groups = tree.children.filter((node) => node.isList || node.children.length > 0);
  const lists = groups.filter((node) => node.isList);
  const objects = groups.filter((node) => !node.isList);
  return (
    <form className="stack" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      {lists.map((node) => (
        <ListCard key={node.path} node={node} context={context} />
      ))}
      {objects.map((node) => (
        <GroupCard key={node.path} node={node} context={context} />
      ))}
      {plain.length === 0 ? null : (
        <Card isCompact>
          {groups.length === 0 ? null : <CardTitle component="h2">General</CardTitle>}
          <CardBody>
            <div className="fields">
              {plain.map((node) => (
                <Field key={node.path} node={node} path={node.path} context={context} />
              ))}
            </div>
          </CardBody>
        </Card>
      )}
    </form>
  );
}

function GroupCard({ node, context }: { node: Node; context: FormContext }) {
  const problem = context.problems.find((candidate) => candidate.path === node.path);
  return (
    <Card isCompact>
      <CardTitle component="h2">{labelOf(node.key)}</CardTitle>
      <CardBody>
        {node.entry === undefined ? null : <p className="subtle group-lead">{node.entry.description}</p>}
        {problem === undefined ? null : <p className="bad">{`${problem.detail} ${problem.remedy}`}</p>}
        <div className="fields">
          <GroupFields node={node} context={context} prefix="" />
        </div>
      </CardBody>
    </Card>
  );
}

/** The fields of a group; a group within it names its fields by both. */
function GroupFields({ node, context, prefix }: { node: Node; context: FormContext; prefix: string }) {
  return (
    <>
      {node.children.map((child) =>
        child.children.length > 0 ? (
          <GroupFields key={child.path} node={child} context={context} prefix={`${prefix}${labelOf(child.key)}: `} />
        ) : (
          <Field key={child.path} node={child} path={child.path} context={context} prefix={prefix} />
        ),
      )}
    </>
  );
}
