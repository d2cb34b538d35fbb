import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { settingsChanged } from '../../app/settings-version';
import { Confirm } from '../../components/Confirm';

export function DiscardEdits({ onClose }: { onClose: () => void }) {
  const discard = async () => {
    await bodyOf(api.DELETE('/settings/candidate'));
    settingsChanged();
  };
  return (
    <Confirm title="Discard all edits?" verb="Discard" act={discard} onClose={onClose}>
      What was edited in any section since the last commit is lost. The settings in force stay as they are.
    </Confirm>
  );
}
