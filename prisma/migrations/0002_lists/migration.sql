-- CreateIndex
CREATE INDEX "duty_by_due" ON "duty"("status", "due", "process_id", "key");

-- CreateIndex
CREATE INDEX "process_by_opening" ON "process"("opened_at", "id");

-- CreateIndex
CREATE INDEX "worker_by_station" ON "worker"("station_id", "person_id");
