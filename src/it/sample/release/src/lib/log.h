#ifndef SAMPLE_LIB_LOG_H
#define SAMPLE_LIB_LOG_H

#include <string>

namespace sample {

/// Where lines go besides standard error, which `quiet` shuts; the directory may be empty. False if a file in the
/// directory can not be written.
bool openLog(const std::string& program, const std::string& directory, bool quiet);

/// Writes a line as glog does: severity, date, time, process, source.
void writeLog(char severity, const char* file, int line, const std::string& message);

}  // namespace sample

#define LOG_INFO(message) ::sample::writeLog('I', __FILE__, __LINE__, message)
#define LOG_WARNING(message) ::sample::writeLog('W', __FILE__, __LINE__, message)
#define LOG_ERROR(message) ::sample::writeLog('E', __FILE__, __LINE__, message)

#endif
