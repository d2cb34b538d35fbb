import { Route, Routes } from 'react-router-dom';
import { AlarmsPage } from '../pages/alarms/AlarmsPage';
import { AuditPage } from '../pages/audit/AuditPage';
import { LiveCallPage } from '../pages/calls/LiveCallPage';
import { LiveCallsPage } from '../pages/calls/LiveCallsPage';
import { HistoryPage } from '../pages/history/HistoryPage';
import { PastCallPage } from '../pages/history/PastCallPage';
import { OwnPasswordPage } from '../pages/login/OwnPasswordPage';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { RevisionPage } from '../pages/revisions/RevisionPage';
import { RevisionsPage } from '../pages/revisions/RevisionsPage';
import { ReviewPage } from '../pages/settings/ReviewPage';
import { SettingsPage } from '../pages/settings/SettingsPage';
import { StatusPage } from '../pages/status/StatusPage';
import { TokensPage } from '../pages/tokens/TokensPage';
import { UsersPage } from '../pages/users/UsersPage';
import { UnknownPage } from './UnknownPage';

/** Which page stands at which address. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route path="/calls" element={<LiveCallsPage />} />
      <Route path="/calls/:id" element={<LiveCallPage />} />
      <Route path="/history" element={<HistoryPage />} />
      <Route path="/history/:id" element={<PastCallPage />} />
      <Route path="/alarms" element={<AlarmsPage />} />
      <Route path="/status" element={<StatusPage />} />
      <Route path="/settings/review" element={<ReviewPage />} />
      <Route path="/settings/:section" element={<SettingsPage />} />
      <Route path="/revisions" element={<RevisionsPage />} />
      <Route path="/revisions/:number" element={<RevisionPage />} />
      <Route path="/users" element={<UsersPage />} />
      <Route path="/tokens" element={<TokensPage />} />
      <Route path="/audit" element={<AuditPage />} />
      <Route path="/password" element={<OwnPasswordPage />} />
      <Route path="*" element={<UnknownPage />} />
    </Routes>
  );
}
