import { lazy } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Layout } from './layout.tsx';
import { PageFailed } from './pages/PageFailed.tsx';

// Each page is its own file for the browser: the first screen loads nothing that it does not show.
const SignIn = lazy(() => import('./pages/SignIn.tsx'));
const Workbench = lazy(() => import('./pages/Workbench.tsx'));
const ProcessList = lazy(() => import('./pages/ProcessList.tsx'));
const ProcessPage = lazy(() => import('./pages/ProcessPage.tsx'));
const StartCycle = lazy(() => import('./pages/StartCycle.tsx'));
const StartReferral = lazy(() => import('./pages/StartReferral.tsx'));
const Inbox = lazy(() => import('./pages/Inbox.tsx'));
const Operations = lazy(() => import('./pages/Operations.tsx'));
const Policies = lazy(() => import('./pages/Policies.tsx'));
const PolicyPack = lazy(() => import('./pages/PolicyPack.tsx'));
const PolicyCompare = lazy(() => import('./pages/PolicyCompare.tsx'));
const PolicySlots = lazy(() => import('./pages/PolicySlots.tsx'));
const PolicyDefaults = lazy(() => import('./pages/PolicyDefaults.tsx'));
const SetUpBureau = lazy(() => import('./pages/SetUpBureau.tsx'));
const NotFound = lazy(() => import('./pages/NotFound.tsx'));

/** The addresses of the console. */
const PAGES: RouteObject[] = [
  { index: true, element: <Workbench /> },
  { path: 'processes', element: <ProcessList /> },
  { path: 'processes/:id', element: <ProcessPage /> },
  { path: 'start', element: <StartCycle /> },
  { path: 'start/referral', element: <StartReferral /> },
  { path: 'inbox', element: <Inbox /> },
  { path: 'operations', element: <Operations /> },
  { path: 'bureaus/new', element: <SetUpBureau /> },
  { path: 'policies', element: <Policies /> },
  { path: 'policies/compare', element: <PolicyCompare /> },
  { path: 'policies/slots', element: <PolicySlots /> },
  { path: 'policies/defaults', element: <PolicyDefaults /> },
  { path: 'policies/:id', element: <PolicyPack /> },
  { path: '*', element: <NotFound /> },
];

/** The router of the console; a page that fails says so inside the layout, so that the way out stays. */
export function createRouter() {
  return createBrowserRouter([
    { path: 'sign-in', element: <SignIn />, errorElement: <PageFailed /> },
    { element: <Layout />, errorElement: <PageFailed />, children: [{ errorElement: <PageFailed />, children: PAGES }] },
  ]);
}
