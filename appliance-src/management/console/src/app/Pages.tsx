import { Route, Routes } from 'react-router-dom';
import { LiveCallPage } from '../pages/calls/LiveCallPage';
import { LiveCallsPage } from '../pages/calls/LiveCallsPage';
import { OwnPasswordPage } from '../pages/login/OwnPasswordPage';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { UnknownPage } from './UnknownPage';

/** Which page stands at which address. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route path="/calls" element={<LiveCallsPage />} />
      <Route path="/calls/:id" element={<LiveCallPage />} />
      <Route path="/password" element={<OwnPasswordPage />} />
      <Route path="*" element={<UnknownPage />} />
    </Routes>
  );
}
