# On a vCenter, whose password is best given as PKR_VAR_vcenter_password: packer build -only='vsphere-iso.*' packer/hypervisors
variable "vcenter" {
  type    = string
  default = ""
}
variable "vcenter_user" {
  type    = string
  default = ""
}
variable "vcenter_password" {
  type      = string
  default   = ""
  sensitive = true
}
variable "vsphere_cluster" {
  type    = string
  default = ""
}
variable "vsphere_datastore" {
  type    = string
  default = ""
}
variable "vsphere_network" {
  type    = string
  default = "VM Network"
}

source "vsphere-iso" "sallyport" {
  vcenter_server       = var.vcenter
  username             = var.vcenter_user
  password             = var.vcenter_password
  cluster              = var.vsphere_cluster
  datastore            = var.vsphere_datastore
  vm_name              = "sallyport-${var.version}"
  vm_version           = 15
  guest_os_type        = "other4xLinux64Guest"
  firmware             = "efi-secure"
  CPUs                 = 4
  RAM                  = 8192
  disk_controller_type = ["pvscsi"]
  iso_url              = var.medium
  iso_checksum         = var.medium_checksum
  cd_files             = ["${var.answers}/*"]
  cd_label             = "ANSWERS"
  boot_wait            = "5s"
  boot_command         = var.boot_command
  communicator         = "ssh"
  ssh_username         = "root"
  ssh_private_key_file = var.private_key
  ssh_timeout          = "60m"
  shutdown_command     = "systemctl poweroff"
  convert_to_template  = true

  storage {
    disk_size             = var.disk_mib
    disk_thin_provisioned = true
  }
  # Four adapters in the order of their roles: external, internal, management, service.
  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }
  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }
  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }
  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }
}
